import { expect, test } from 'vitest'

import type { ProblemBody, RecordDetail, RecordList, RegistryView } from '../contract.ts'
import { Problem } from '../problem.ts'
import type { TokenSource } from '../session/types.ts'
import { recordOf, startRegistry } from '../testing/registry.ts'
import { serveRoutes } from '../testing/routes.ts'
import { deadOrigin } from '../testing/serve.ts'
import { held, noon, tokenSource, upstreamOf } from '../testing/upstream.ts'
import { mask } from '../upstream/redact.ts'
import { registry } from './registry.ts'

const records = () => ({
  agents: ['a', 'b', 'c', 'd', 'e'].map((name) => recordOf('Agent', name, {}, { tag: '1.0' })),
  runtimes: [recordOf('Runtime', 'tor1', { type: 'Kagent' })],
  deployments: [
    recordOf('Deployment', 'one', {
      targetRef: { kind: 'Agent', name: 'a', tag: '1.0' },
      runtimeRef: { name: 'tor1' },
      env: { KEY: 'hidden' },
    }),
  ],
  mcpservers: [],
  skills: [],
  prompts: [],
  models: [],
  plugins: [],
})

async function consoleWith(over: Partial<Parameters<typeof upstreamOf>[0]> = {}) {
  const double = await startRegistry(records())
  const time = { now: noon }
  const parts = upstreamOf({
    registry: { url: double.origin, personas: ['alice', 'bob'], default: 'bob' },
    clock: () => time.now,
    ...over,
  })
  const { origin } = await serveRoutes(registry, parts)
  const get = async <T>(path: string) => (await (await fetch(origin + path)).json()) as T // checked by each test
  const post = (path: string, body: unknown) =>
    fetch(origin + path, { method: 'POST', body: JSON.stringify(body) })
  return { ...parts, double, get, post, origin, time }
}

test('the console says which edition and version it talks to, and why something is missing', async () => {
  const { get } = await consoleWith()
  const view = await get<RegistryView>('/bff/registry')
  expect(view).toMatchObject({
    configured: true,
    edition: 'oss',
    version: 'v0.4.0',
    personas: ['bob', 'alice'],
    kinds: { agents: { available: true }, gateways: { available: false } },
    features: { logs: { available: true }, whoami: { available: false } },
  })
  expect(view.kinds.gateways.reason).toBe(
    'This registry (v0.4.0) is the open-source edition, which has no gateways.',
  )
})

test('without a registry in the configuration that is what is said', async () => {
  const { origin } = await serveRoutes(registry, upstreamOf({}))
  const view = (await (await fetch(`${origin}/bff/registry`)).json()) as RegistryView // checked next
  expect(view).toMatchObject({ configured: false, kinds: { agents: { available: false } } })
  const list = await fetch(`${origin}/bff/registry/agents`)
  expect([list.status, await list.json()]).toMatchObject([
    404,
    { error: { message: 'The configuration names no registry.' } },
  ])
})

test('a list follows every cursor, and its totals are of all pages', async () => {
  const { get, double } = await consoleWith()
  const list = await get<RecordList>('/bff/registry/agents?limit=2&offset=2&search=1.0')
  expect(list).toMatchObject({ total: 5, all: 5, readAt: '2026-11-20T12:00:00.000Z' })
  expect(list.items.map(({ object }) => object.metadata.name)).toEqual(['c', 'd'])
  expect(double.requests.filter((line) => line.includes('/v0/agents'))).toEqual([
    'GET /v0/agents?namespace=all&limit=200',
    'GET /v0/agents?namespace=all&limit=200&cursor=2',
    'GET /v0/agents?namespace=all&limit=200&cursor=4',
  ])
  expect(double.requests).toContain(
    'GET /v0/deployments?namespace=all&limit=200&includeTerminating=true',
  )
})

test('a list is read once for those who ask at the same time, and again when it is old', async () => {
  const { get, double, time } = await consoleWith()
  const read = () => double.requests.filter((line) => line.includes('/v0/runtimes')).length
  await Promise.all([get('/bff/registry/runtimes'), get('/bff/registry/runtimes')])
  await get('/bff/registry/runtimes?search=x')
  expect(read()).toBe(1)
  time.now += 3_001
  await get('/bff/registry/runtimes')
  expect(read()).toBe(2)
})

test('what one persona was shown is never shown to another', async () => {
  const { get, double } = await consoleWith()
  expect(await get('/bff/registry/agents?as=alice')).toMatchObject({ total: 5 })
  double.records['agents'] = []
  expect(await get('/bff/registry/agents?as=bob')).toMatchObject({ total: 0 })
  expect(await get('/bff/registry/agents?as=alice')).toMatchObject({ total: 5 })
})

test('a refused token is renewed once, and then the refusal is the answer', async () => {
  const renewing = tokenSource(held('fresh'))
  const { get, double } = await consoleWith({ tokens: renewing })
  double.tokens = new Set(['fresh'])
  expect(await get('/bff/registry/agents?as=alice')).toMatchObject({ total: 5 })
  double.tokens = new Set()
  const refused = await get<ProblemBody>('/bff/registry/agents/a?as=alice&tag=1.0')
  expect(refused.error).toMatchObject({ code: 'forbidden', persona: 'alice' })
  expect(refused.error.message).toContain('does not take the token of alice (401)')
})

test('a detail is masked with its YAML, says where, and has what it names; reveal gives the values', async () => {
  const { get, post, exchanges } = await consoleWith()
  const detail = await get<RecordDetail>('/bff/registry/deployments/one')
  expect(detail.masked).toEqual(['spec.env.KEY'])
  expect(detail.yaml).toBe(
    `apiVersion: ar.dev/v1alpha1\nkind: Deployment\nmetadata:\n  name: one\nspec:\n  targetRef:\n    kind: Agent\n    name: a\n    tag: "1.0"\n  runtimeRef:\n    name: tor1\n  env:\n    KEY: ${mask}\n`,
  )
  expect(detail.related.map(({ object }) => object.metadata.name)).toEqual(['a', 'tor1'])
  const revealed = await post('/bff/registry/deployments/one/reveal', {})
  expect(revealed.headers.get('cache-control')).toBe('no-store')
  expect(await revealed.json()).toEqual({ values: { 'spec.env.KEY': 'hidden' } })
  const log = await exchanges.list('presenter', 100)
  const views = await Promise.all(log.map(({ id }) => exchanges.one('presenter', id)))
  expect(JSON.stringify([detail, views])).not.toContain('hidden')
  expect(log.length).toBeGreaterThan(2)
})

test('content without the tag latest is shown by the tag it has', async () => {
  const { get } = await consoleWith()
  const detail = await get<RecordDetail>('/bff/registry/agents/a')
  expect(detail).toMatchObject({
    object: { metadata: { tag: '1.0' } },
    tags: ['1.0'],
    deployments: 1,
  })
  expect(detail.related.map(({ object }) => object.metadata.name)).toEqual(['one'])
})

test('what is applied is on the next list, and told to those who listen', async () => {
  const { get, post, hub, published } = await consoleWith()
  const signIn = 'signin-of-presenter'
  hub.subscribe({ subject: 'presenter', signIn, send: () => undefined })
  await get('/bff/registry/agents')
  const text = JSON.stringify(recordOf('Agent', 'new'))
  const applied = await post('/bff/registry/apply', { text, dryRun: false })
  expect(await applied.json()).toMatchObject({ outcome: 'answered' })
  expect(await get('/bff/registry/agents')).toMatchObject({ total: 6 })
  await expect
    .poll(() => published.filter(({ event }) => event.event === 'registry'))
    .toEqual([
      { event: { event: 'registry', data: { kind: 'agents', names: ['new'] } }, to: { signIn } },
    ])
})

test('counts leave out what the persona or the edition does not have', async () => {
  const { get, double } = await consoleWith()
  double.faults['/v0/prompts'] = { status: 403, type: 'application/problem+json', body: '{}' }
  expect(await get('/bff/registry/counts')).toEqual({
    counts: {
      agents: 5,
      mcpservers: 0,
      skills: 0,
      models: 0,
      plugins: 0,
      runtimes: 1,
      deployments: 1,
    },
  })
})

test('a registry that is away, or is none, has a sentence with its address', async () => {
  const dead = await deadOrigin()
  const { get } = await consoleWith({ registry: { url: dead, personas: ['alice'] } })
  const { error } = await get<ProblemBody>('/bff/registry/agents')
  expect(error.code).toBe('bad_gateway')
  expect(error.message).toContain(`cannot be reached at ${dead}/v0/agents. Nothing listens on`)
  const other = await consoleWith()
  other.double.faults['/v0'] = { status: 200, type: 'text/html', body: '<html></html>' }
  const none = await other.get<ProblemBody>('/bff/registry/agents')
  expect(none.error.message).toContain(
    'is no AgentRegistry: /v0/agents answered 200 with text/html',
  )
})

test('who may look at a registry is told even where it is away or the default persona cannot ask it', async () => {
  const dead = await deadOrigin()
  const away = await consoleWith({ registry: { url: dead, personas: ['alice', 'bob'] } })
  const view = await away.get<RegistryView>('/bff/registry')
  expect(view).toMatchObject({
    configured: true,
    url: dead,
    personas: ['alice', 'bob'],
    kinds: { agents: { available: false, reason: expect.stringContaining('cannot be reached') } },
    trouble: {
      code: 'bad_gateway',
      message: expect.stringContaining(`cannot be reached at ${dead}/v0/version`),
      hint: 'Start it, or correct registry.url in the configuration.',
    },
  })

  const wanted = new Problem(401, 'persona_signin_required', 'Sign bob in.', { persona: 'bob' })
  const tokens: TokenSource = {
    get: (persona) => (persona === 'bob' ? Promise.reject(wanted) : Promise.resolve(held('t'))),
    renew: async () => null,
  }
  const { get } = await consoleWith({ tokens })
  expect(await get('/bff/registry')).toMatchObject({
    personas: ['bob', 'alice'],
    trouble: { code: 'persona_signin_required', persona: 'bob' },
  })
  const own = await get<RegistryView>('/bff/registry?as=alice')
  expect(own).toMatchObject({ personas: ['bob', 'alice'], edition: 'oss' })
  expect(own.trouble).toBeUndefined()
})

test('a registry without personas is asked without a token', async () => {
  const double = await startRegistry(records())
  double.tokens = new Set([''])
  const { get } = await consoleWith({ registry: { url: double.origin } })
  expect(await get('/bff/registry/agents')).toMatchObject({ total: 5 })
})

test('a connection is tried to configured origins alone', async () => {
  const kagent = await startRegistry()
  kagent.faults['/version'] = {
    status: 200,
    type: 'application/json',
    body: '{"kagent_version":"0.9.12"}',
  }
  const old = await startRegistry()
  const reach = [kagent.origin, old.origin, await deadOrigin()]
  const { post } = await consoleWith({ registry: { url: kagent.origin, reach } })
  const probe = async (url: string) =>
    (await post('/bff/registry/test-connection', { url })).json() as Promise<{ sentence: string }>
  expect(await probe(kagent.origin)).toMatchObject({ reachable: true, ms: expect.any(Number) })
  expect((await probe(`${kagent.origin}/`)).sentence).toMatch(/^kagent 0\.9\.12 answers at /)
  old.faults['/health'] = { status: 200, type: 'text/plain', body: 'OK' }
  expect((await probe(old.origin)).sentence).toMatch(/answers and is healthy/)
  delete old.faults['/health']
  expect((await probe(old.origin)).sentence).toMatch(/not as a kagent controller: 404 for \/health/)
  expect((await probe(reach[2] ?? '')).sentence).toMatch(/^Nothing listens on/)
  expect((await probe('http://169.254.169.254/latest')).sentence).toMatch(/not among the addresses/)
  expect((await probe('file:///etc/passwd')).sentence).toMatch(/no http or https address/)
})

test.each([
  ['GET', '/bff/registry/agents?as=eve', undefined, 404, 'persona_unknown'],
  ['GET', '/bff/registry/agents?as=constructor', undefined, 404, 'persona_unknown'],
  ['GET', '/bff/registry/Agents', undefined, 404, 'not_found'],
  ['GET', '/bff/registry/widgets', undefined, 404, 'not_found'],
  ['GET', '/bff/registry/agents?limit=0', undefined, 400, 'bad_request'],
  ['GET', '/bff/registry/agents?offset=-1', undefined, 400, 'bad_request'],
  ['GET', '/bff/registry/agents?sort=nothing', undefined, 400, 'bad_request'],
  ['GET', '/bff/registry/agents?facet=nothing', undefined, 400, 'bad_request'],
  ['GET', '/bff/registry/agents/none', undefined, 404, 'not_found'],
  ['GET', '/bff/registry/whoami', undefined, 404, 'not_found'],
  ['GET', '/bff/registry/deployments/one/logs?tail=x', undefined, 400, 'bad_request'],
  ['POST', '/bff/registry/apply', { text: '' }, 400, 'bad_request'],
  ['POST', '/bff/registry/apply', { as: 'eve', text: '', dryRun: true }, 404, 'persona_unknown'],
  ['POST', '/bff/registry/agents/a/delete', { more: 1 }, 400, 'bad_request'],
  ['POST', '/bff/registry/agents/a/reconcile', {}, 400, 'bad_request'],
  ['POST', '/bff/registry/aws-setup', { awsAccountId: '12' }, 400, 'bad_request'],
  ['POST', '/bff/registry/aws-setup', { awsAccountId: '111122223333' }, 404, 'not_found'],
])('%s %s %j is refused with %d %s', async (method, path, body, status, code) => {
  const { origin } = await consoleWith()
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const response = await fetch(origin + path, init)
  expect([response.status, await response.json()]).toMatchObject([status, { error: { code } }])
})

test('names reach the registry as names, whatever they hold', async () => {
  const { get, double } = await consoleWith()
  await get('/bff/registry/deployments/..%2F..%2Fapi%3Fx?kind=agents')
  expect(double.requests.at(-1)).toBe('GET /v0/deployments/..%2F..%2Fapi%3Fx?namespace=default')
})
