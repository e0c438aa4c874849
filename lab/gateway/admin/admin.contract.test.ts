import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { rpc, type Running, startGateway } from '../testing/gateway.ts'
import { createKey, issuer } from '../testing/issuer.ts'
import { jwtPolicy, soloKbFile } from '../testing/manifests.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

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

const get = (path: string) => fetch(`${gateway.admin}${path}`)
const call = (name: string) =>
  gateway.post(rpc(3, 'tools/call', { name, arguments: {} }), { authorization })

describe('the configuration dump', () => {
  it('holds the rules as written, under the policy and its target', async () => {
    const dump = (await (await get('/config_dump')).json()) as { policies: unknown[] }
    expect(dump.policies).toEqual([
      {
        key: 'kagent/jwt:jwt:kagent/solo-kb-demo',
        name: { kind: 'AgentgatewayPolicy', namespace: 'kagent', name: 'jwt' },
        target: {
          gateway: { gatewayNamespace: 'kagent', gatewayName: 'solo-kb-demo', listenerName: null },
        },
        policy: {
          traffic: {
            phase: 'route',
            jwtAuth: {
              mode: 'strict',
              providers: [{ issuer, keys: ['k1'] }],
              location: { header: { name: 'authorization', prefix: 'Bearer ' } },
            },
          },
        },
        inheritance: null,
      },
      {
        key: 'kagent/mcp-tool-rbac:mcp-authorization:kagent/solo-kb-mcp',
        name: { kind: 'EnterpriseAgentgatewayPolicy', namespace: 'kagent', name: 'mcp-tool-rbac' },
        target: { backend: { backend: { namespace: 'kagent', name: 'solo-kb-mcp' } } },
        policy: {
          backend: {
            mcpAuthorization: {
              rules: {
                allow: [
                  'jwt.groups.exists(g, g == "field-fte")',
                  'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]',
                ],
                deny: [],
                require: [],
              },
            },
          },
        },
        inheritance: null,
      },
    ])
  })

  it('holds listener, route, backend and target', async () => {
    expect(await (await get('/config_dump')).json()).toMatchObject({
      binds: [
        {
          key: '18081/kagent/solo-kb-demo',
          listeners: {
            'kagent/solo-kb-demo.http': {
              routes: {
                'kagent/solo-kb-mcp.0.http': {
                  name: 'solo-kb-mcp',
                  matches: [{ path: { pathPrefix: '/mcp' } }],
                },
              },
            },
          },
        },
      ],
      backends: [
        {
          backend: {
            mcp: {
              name: 'solo-kb-mcp',
              target: {
                targets: [
                  {
                    name: 'solo-kb',
                    mcp: { host: '127.0.0.1', port: upstream.port, path: '/mcp' },
                  },
                ],
                stateful: false,
              },
            },
          },
        },
      ],
    })
  })

  it('holds no key material', async () => {
    expect(await (await get('/config_dump')).text()).not.toMatch(/"(x|y|n|kty)":/)
  })
})

const failed = (error: unknown) => ({ result: null, error })

describe('POST /cel', () => {
  const data = { jwt: { groups: ['field-trial'], level: 2 }, mcp: { tool: { name: 'search' } } }
  it.each([
    [
      'a rule',
      { expression: 'mcp.tool.name in ["search"]', data },
      200,
      { result: true, error: null },
    ],
    ['whole numbers', { expression: 'jwt.level + 1', data }, 200, { result: 3, error: null }],
    ['no data', { expression: '[1, 2].map(n, n * 2)' }, 200, { result: [2, 4], error: null }],
    [
      'a missing claim',
      { expression: 'jwt.org == "x"', data },
      200,
      failed('Evaluation error: No such key: org'),
    ],
    [
      'a syntax error',
      { expression: 'jwt.' },
      400,
      failed(expect.stringMatching(/^Failed to compile expression: /)),
    ],
    [
      'no expression',
      { data },
      400,
      failed(expect.stringMatching(/^Failed to parse input data: /)),
    ],
    ['no JSON', '{', 400, failed(expect.stringMatching(/^Failed to parse input data: /))],
  ])('answers %s', async (_what, body, status, expected) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answers = await Promise.all(
      ['/cel', '/api/cel'].map((path) =>
        fetch(`${gateway.admin}${path}`, { method: 'POST', body: text }),
      ),
    )
    for (const answer of answers) expect(answer.status).toBe(status)
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([expected, expected])
  })
})

const http = (verb: string, status: number) =>
  `src.addr=A http.method=${verb} http.host=127.0.0.1 http.path=/mcp http.version=HTTP/1.1 http.status=${status} jwt.sub=bob protocol=mcp`

describe('telemetry', () => {
  it('logs one line per request and counts denied calls too', async () => {
    gateway.lines.length = 0
    await (await call('search')).text()
    await (await call('get_product_info')).text()
    await fetch(gateway.url, { headers: { authorization } })
    await vi.waitFor(() => expect(gateway.lines).toHaveLength(3))

    const [allowed, denied, got] = gateway.lines.map((line) =>
      line
        .replace(/^\S+ info request /, '')
        .replace(/src\.addr=127\.0\.0\.1:\d+/, 'src.addr=A')
        .replace(/duration=\d+ms$/, 'duration=D'),
    )
    const route = 'gateway=kagent/solo-kb-demo listener=http route=kagent/solo-kb-mcp'
    const mcp =
      'mcp.method.name=tools/call mcp.target=solo-kb mcp.resource.type=tool gen_ai.tool.name='
    const endpoint = `endpoint=127.0.0.1:${upstream.port}`
    expect(allowed).toBe(`${route} ${endpoint} ${http('POST', 200)} ${mcp}search duration=D`)
    expect(denied).toBe(
      `${route} ${endpoint} ${http('POST', 400)} ${mcp}get_product_info error="mcp: Unknown tool: get_product_info" reason=MCP duration=D`,
    )
    expect(got).toBe(
      `${route} ${http('GET', 405)} error="mcp: method not allowed; must be GET, POST, or DELETE" reason=MCP duration=D`,
    )

    const metrics = await (await get('/metrics')).text()
    const where =
      'bind="18081/kagent/solo-kb-demo",gateway="kagent/solo-kb-demo",listener="http",route="kagent/solo-kb-mcp",route_rule="unknown"'
    for (const tool of ['search', 'get_product_info'])
      expect(metrics).toContain(
        `agentgateway_mcp_requests_total{method="tools/call",resource_type="tool",server="solo-kb",resource="${tool}",${where}} 1`,
      )
    expect(metrics.match(/^agentgateway_mcp_requests_total/gm)).toHaveLength(2)
    expect(metrics).toContain(
      `agentgateway_requests_total{backend="kagent/solo-kb-mcp",protocol="mcp",method="POST",status="400",reason="MCP",${where}} 1`,
    )
    expect(metrics).toContain('agentgateway_request_duration_seconds_count')
    expect((await (await get('/stats/prometheus')).text()).length).toBe(metrics.length)
  })

  it('tells an observer each step of a denied call', async () => {
    gateway.events.length = 0
    await (await call('get_product_info')).text()
    await vi.waitFor(() => expect(gateway.events.at(-1)?.type).toBe('requestFinished'))
    expect(gateway.events.map(({ type }) => type)).toEqual([
      'requestStarted',
      'routeSelection',
      'policy',
      'backendCallStart',
      'backendCallResult',
      'backendCallStart',
      'backendCallResult',
      'cel',
      'cel',
      'authorizationResult',
      'requestFinished',
    ])
    expect(gateway.events).toContainEqual({
      type: 'authorizationResult',
      result: 'deny',
      rules: [
        { name: 'jwt.groups.exists(g, g == "field-fte")', matched: false, mode: 'allow' },
        {
          name: 'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]',
          matched: false,
          mode: 'allow',
        },
      ],
    })
  })
})

describe('the rest of the admin port', () => {
  it('says what runs, that it is ready, and 404 elsewhere', async () => {
    expect(await (await get('/api/runtime')).json()).toMatchObject({
      build: { version: '1.4.1', buildProfile: 'lab' },
      ui: { gatewayMode: 'xds' },
    })
    expect((await get('/healthz/ready')).status).toBe(200)
    expect((await get('/cel')).status).toBe(404)
  })
})
