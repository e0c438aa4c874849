import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { rpc, type Running, startGateway } from '../testing/gateway.ts'
import { createKey } from '../testing/issuer.ts'
import { jwtPolicy, policy, soloKbFile } from '../testing/manifests.ts'
import { watch } from '../testing/trace.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

const [fte, trial] = [
  'jwt.groups.exists(g, g == "field-fte")',
  'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]',
]

let upstream: Upstream
let gateway: Running
let authorization: string
beforeAll(async () => {
  const key = await createKey('ES256', 'k1')
  authorization = `Bearer ${await key.sign({ sub: 'bob', groups: ['field-trial'] })}`
  upstream = await startUpstream()
  gateway = await startGateway(upstream.port, {
    'jwt.yaml': jwtPolicy([key.jwk]),
    'rbac.yaml': await soloKbFile('agw-mcp-rbac.yaml'),
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const mine = 'request.headers["x-console-trace"] == "mine"'
const call = (name: string, headers: Record<string, string> = {}) =>
  gateway.post(rpc(3, 'tools/call', { name, arguments: {} }), {
    authorization,
    'x-console-trace': 'mine',
    ...headers,
  })

describe('a watched call that is refused', () => {
  it('tells every rule, what it saw and what it came to, and ends', async () => {
    const trace = await watch(gateway, mine)
    expect(trace.type).toBe('text/event-stream')
    await (await call('get_product_info')).text()
    const lines = await trace.lines()
    expect(lines.map(({ severity, message }) => `${severity} ${message.type}`)).toEqual([
      'info requestStarted',
      'info routeSelection',
      'info policy',
      'info backendCallStart',
      'info backendCallResult',
      'info backendCallStart',
      'info backendCallResult',
      'info cel',
      'info cel',
      'error authorizationResult',
      'warn requestFinished',
    ])
    expect(lines[1]?.message).toEqual({
      type: 'routeSelection',
      selectedRoute: 'kagent/solo-kb-mcp',
      evaluatedRoutes: ['kagent/solo-kb-mcp'],
    })
    expect(lines[2]?.message).toMatchObject({
      kind: 'jwt',
      result: {
        type: 'apply',
        details: expect.stringMatching(/^authenticated request with JWT claims {.*"sub":"bob"/),
        snapshot: null,
      },
    })
    expect(lines[3]).toMatchObject({
      scope: ['mcp solo-kb'],
      message: { type: 'backendCallStart', target: 'solo-kb' },
    })
    expect(lines[4]?.message).toEqual({ type: 'backendCallResult', status: 200, error: null })
    expect(lines[8]?.message).toMatchObject({
      expr: trial,
      requestState: {
        jwt: { sub: 'bob', groups: ['field-trial'] },
        mcp: { tool: { name: 'get_product_info', target: 'solo-kb' } },
        request: { method: 'POST', path: '/mcp' },
      },
      result: false,
    })
    expect(lines[9]?.message).toEqual({
      type: 'authorizationResult',
      rules: [fte, trial].map((name) => ({ name, matched: false, mode: 'allow' })),
      result: 'deny',
    })
    expect(lines[10]?.message).toEqual({
      type: 'requestFinished',
      status: 400,
      error: 'mcp: Unknown tool: get_product_info',
    })
  })

  it('orders its events in time, and only evaluations took some', async () => {
    const trace = await watch(gateway, mine)
    await call('get_product_info')
    const lines = await trace.lines()
    const ends = lines.map(({ eventEnd }) => eventEnd)
    expect(ends).toEqual(ends.toSorted((one, other) => one - other))
    for (const { eventStart, eventEnd, message } of lines)
      if (message.type === 'cel') expect(eventStart).toBeLessThanOrEqual(eventEnd)
      else expect(eventStart).toBeNull()
  })
})

describe('a watched call that is allowed', () => {
  it('says so and goes on to the target', async () => {
    const trace = await watch(gateway, mine)
    await (await call('search')).text()
    const messages = (await trace.lines()).map(({ message }) => message)
    expect(messages).toContainEqual(
      expect.objectContaining({ type: 'authorizationResult', result: 'allow' }),
    )
    expect(messages.slice(-3).map(({ type }) => type)).toEqual([
      'backendCallStart',
      'backendCallResult',
      'requestFinished',
    ])
    expect(messages.at(-1)).toEqual({ type: 'requestFinished', status: 200, error: null })
  })
})

describe('a watcher', () => {
  it('waits for the request that it names, and takes one only', async () => {
    const trace = await watch(gateway, mine)
    await call('search', { 'x-console-trace': 'another' })
    await call('get_product_info')
    await call('search')
    const finished = (await trace.lines()).filter(({ message: { type } }) =>
      type.startsWith('request'),
    )
    expect(finished.map(({ message: { type, status } }) => status ?? type)).toEqual([
      'requestStarted',
      400,
    ])
  })

  it('without an expression takes the next request, whoever makes it', async () => {
    const trace = await watch(gateway)
    await fetch(`${gateway.url}/nowhere`, { method: 'DELETE' })
    expect((await trace.lines()).map(({ message: { type } }) => type)).toEqual([
      'requestStarted',
      'routeSelection',
      'policy',
      'requestFinished',
    ])
  })

  it('is alone with its request: the one who asked first gets it', async () => {
    const first = await watch(gateway, mine)
    const second = await watch(gateway, mine)
    await call('search')
    expect(await first.rest()).toContain('backendCallStart')
    await call('get_product_info')
    expect(await second.rest()).toContain('"result":"deny"')
  })
})

describe('a watched list', () => {
  it('is filtered after its answer began, so no rule is told', async () => {
    const trace = await watch(gateway, mine)
    const list = await gateway.post(rpc(1, 'tools/list'), {
      authorization,
      'x-console-trace': 'mine',
    })
    expect(await list.text()).not.toContain('get_product_info')
    const types = (await trace.lines()).map(({ message: { type } }) => type)
    expect(types).toContain('backendCallStart')
    expect(types).not.toContain('cel')
    expect(types).not.toContain('authorizationResult')
  })
})

describe('a trace', () => {
  it('of a request without a token ends at the policy', async () => {
    const trace = await watch(gateway, mine)
    await call('search', { authorization: '' })
    expect((await trace.lines()).map(({ severity, message }) => [severity, message])).toMatchObject(
      [
        ['info', { type: 'requestStarted' }],
        ['info', { type: 'routeSelection' }],
        [
          'error',
          {
            type: 'policy',
            kind: 'jwt',
            result: { type: 'deny', details: 'no bearer token found' },
          },
        ],
        ['warn', { type: 'requestFinished', status: 401 }],
      ],
    )
  })

  it('of an expression that cannot be compiled is refused', async () => {
    const response = await fetch(`${gateway.admin}/debug/trace?expression=request.`, {
      method: 'POST',
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/^Failed to compile expression: /)
  })

  it('is asked for with POST', async () => {
    expect((await fetch(`${gateway.admin}/debug/trace`)).status).toBe(404)
  })
})

const start = (matchExpressions: string[], kind: 'traffic' | 'mcp' = 'mcp') => {
  const rules = { policy: { matchExpressions } }
  return startGateway(upstream.port, {
    'rbac.yaml':
      kind === 'mcp'
        ? policy('rbac', 'AgentgatewayBackend', { backend: { mcp: { authorization: rules } } })
        : policy('rbac', 'Gateway', { traffic: { authorization: rules } }),
  })
}

describe('what a rule saw', () => {
  it('shows that there was a token, and never the token', async () => {
    const open = await start(['request.headers.authorization.startsWith("Bearer")'], 'traffic')
    const trace = await watch(open)
    await open.post(rpc(1, 'tools/list'), { authorization: 'Bearer secret', cookie: 'a=b' })
    const text = await trace.rest()
    expect(text).not.toContain('secret')
    expect(text).toMatch(/"cel".*"headers":{.*"authorization":"<redacted>".*"result":true/)
    await open.close()
  })

  it('is an error with its sentence where the rule fails', async () => {
    const open = await start(['mcp.tool.arguments.product == "kgateway"'])
    const trace = await watch(open)
    await open.post(rpc(1, 'tools/call', { name: 'search', arguments: { product: 'kgateway' } }))
    const cel = (await trace.lines()).find(({ message: { type } }) => type === 'cel')
    expect(cel?.message['result']).toEqual({ error: 'No such key: arguments' })
    await open.close()
  })
})
