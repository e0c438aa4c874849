import { once } from 'node:events'
import { createServer } from 'node:net'

import { afterEach, expect, test, vi } from 'vitest'

import { configSchema } from '../config/schema.ts'
import { createHub } from '../observe/hub.ts'
import { deadOrigin, serve } from '../testing/serve.ts'
import { noon } from '../testing/upstream.ts'
import { createPools } from './http.ts'
import { createPulse } from './pulse.ts'

afterEach(() => void vi.useRealTimers())

async function pulseOf(gateway: string, idp: string) {
  const config = configSchema.parse({
    issuers: { solo: { issuer: `${idp}/realms/solo`, clientId: 'kagent' } },
    operator: { issuer: 'solo' },
    personas: { alice: { kind: 'bearer' } },
    gateways: { kb: { label: 'Knowledge', url: `${gateway}/mcp`, personas: ['alice'] } },
  })
  const hub = createHub()
  const heard: unknown[] = []
  hub.subscribe({ subject: 's', signIn: 'i', send: ({ data }) => heard.push(data) })
  const pools = createPools([gateway, idp], { headersTimeout: 1_000, bodyTimeout: 1_000 })
  return { pulse: createPulse({ config, hub, pools, clock: () => noon }), heard }
}

function pulseOfRegistry(origin: string) {
  const config = configSchema.parse({
    issuers: {},
    operator: { issuer: 'solo' },
    registry: { url: origin, label: 'Registry' },
  })
  const pools = createPools([origin], { headersTimeout: 1_000, bodyTimeout: 1_000 })
  return createPulse({ config, hub: createHub(), pools, clock: () => noon })
}

const healthy = () =>
  serve((request, response) => {
    response.statusCode = request.url?.endsWith('/.well-known/openid-configuration') ? 200 : 404
    response.end('{}')
  })

test('what answers is ready, with its time', async () => {
  const { origin, requests } = await healthy()
  const { pulse } = await pulseOf(origin, origin)
  expect(await pulse.check()).toEqual([
    {
      id: 'kb',
      kind: 'gateway',
      label: 'Knowledge',
      state: 'ready',
      ms: expect.any(Number),
      checkedAt: '2026-11-20T12:00:00.000Z',
    },
    expect.objectContaining({ id: 'solo', kind: 'idp', state: 'ready' }),
  ])
  expect(requests).toEqual(['GET /realms/solo/.well-known/openid-configuration'])
})

test('what does not says why', async () => {
  const idp = await serve((_, response) => response.writeHead(503).end())
  const dead = await deadOrigin()
  const { pulse } = await pulseOf(dead, idp.origin)
  expect(await pulse.check()).toMatchObject([
    {
      id: 'kb',
      state: 'unreachable',
      ms: null,
      reason: `Nothing listens on ${new URL(dead).host}.`,
    },
    { id: 'solo', state: 'not_ready', reason: expect.stringContaining('answered 503') },
  ])
})

test.each([
  ['a page for people', 'text/html', '<!doctype html><title>Welcome</title>', 'text/html'],
  ['half a body', 'application/json', '{"status":', 'a body that is not valid JSON'],
  ['text without a type', '', 'ok', 'no content type'],
])('%s at a registry’s address is not a registry that is ready', async (_, type, body, instead) => {
  const { origin } = await serve((_request, response) =>
    response.writeHead(200, type === '' ? {} : { 'content-type': type }).end(body),
  )
  const [registry] = await pulseOfRegistry(origin).check()
  expect(registry).toMatchObject({
    id: 'registry',
    state: 'not_ready',
    reason: `${new URL(origin).host} answered 200 for /v0/health with ${instead}.`,
  })
})

test('a change is told once, and what stays the same is not', async () => {
  let status = 200
  const { origin } = await serve((_, response) => response.writeHead(status).end('{}'))
  const { pulse, heard } = await pulseOf(origin, origin)
  await pulse.check()
  await pulse.check()
  expect(heard).toHaveLength(2)
  status = 500
  await pulse.check()
  expect(heard).toHaveLength(3)
  expect(heard[2]).toMatchObject({ id: 'solo', state: 'not_ready' })
})

test('an identity provider that accepts and says nothing is not waited for', async () => {
  const mute = createServer().listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const address = mute.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort())
  const { pulse } = await pulseOf(origin, origin)
  expect((await pulse.check())[1]).toMatchObject({
    state: 'unreachable',
    reason: expect.stringContaining('did not answer in time'),
  })
  vi.restoreAllMocks()
  mute.close()
})

test('a registry is ready when its health is, which it tells without a token', async () => {
  const { origin, requests } = await serve((request, response) => {
    response.statusCode = request.url === '/v0/health' ? 200 : 401
    response.end('{}')
  })
  expect(await pulseOfRegistry(origin).check()).toMatchObject([
    { id: 'registry', kind: 'registry', label: 'Registry', state: 'ready' },
  ])
  expect(requests).toEqual(['GET /v0/health'])
})

test('a kagent controller is asked for its health, AgentCore only knocked at', async () => {
  const { origin, requests } = await serve((request, response) => {
    response.statusCode = request.url === '/sick/health' ? 503 : 200
    response.end('OK')
  })
  const config = configSchema.parse({
    issuers: {},
    operator: { issuer: 'solo' },
    chat: {
      runtimes: {
        tor1: { via: 'kagent', endpoint: origin },
        ams3: { via: 'kagent', endpoint: `${origin}/sick` },
        aws: { via: 'agentcore', endpoint: origin },
        eu: { via: 'agentcore', endpoint: await deadOrigin() },
        // its address stands in its record, which only personas may read
        fra1: { via: 'kagent' },
        other: { via: 'registry' },
      },
    },
  })
  const pools = createPools([origin], { headersTimeout: 1_000, bodyTimeout: 1_000 })
  const pulse = createPulse({ config, hub: createHub(), pools, clock: () => noon })
  expect(await pulse.check()).toMatchObject([
    { id: 'tor1', kind: 'runtime', state: 'ready' },
    { id: 'ams3', state: 'not_ready', reason: expect.stringContaining('answered 503') },
    { id: 'aws', kind: 'runtime', state: 'ready' },
    { id: 'eu', state: 'unreachable' },
  ])
  expect(requests.toSorted()).toEqual(['GET /health', 'GET /sick/health'])
})

const gateway = (url: string, admin: string) => ({
  url: `${url}/mcp`,
  admin,
  personas: ['alice'],
})

test('an admin port that gateways share has one row, and none where it is a gateway itself', async () => {
  const { origin } = await healthy()
  const other = await healthy()
  const config = configSchema.parse({
    issuers: {},
    operator: { issuer: 'solo' },
    gateways: {
      kb: gateway(origin, other.origin),
      everything: gateway(origin, other.origin),
      broker: gateway(origin, origin),
    },
  })
  const pools = createPools([origin], { headersTimeout: 1_000, bodyTimeout: 1_000 })
  const pulse = createPulse({ config, hub: createHub(), pools, clock: () => noon })
  expect((await pulse.check()).map(({ id }) => id)).toEqual([
    'kb',
    'everything',
    'broker',
    'kb/admin',
  ])
})
