import { Hono } from 'hono'
import { expect, test } from 'vitest'

import type { AppEnv } from '../env.ts'
import { serveRoutes } from '../testing/routes.ts'
import { deadOrigin, serve } from '../testing/serve.ts'
import { upstreamOf } from '../testing/upstream.ts'
import { health, upstreams } from './health.ts'

async function healthOf(gateway: string, over: object = {}, issuer?: string) {
  const parts = upstreamOf({
    gateways: { kb: { url: `${gateway}/mcp`, admin: await deadOrigin() } },
    ...(issuer === undefined ? {} : { issuer }),
    chat: { runtimes: { aws: { via: 'agentcore', endpoint: await deadOrigin() } } },
  })
  const app = new Hono<AppEnv>()
  app.route('/', health)
  app.route('/', upstreams)
  const { origin } = await serveRoutes(app, { ...parts, version: '1.2.3', ...over })
  return (path: string) => fetch(origin + path)
}

const living = async () => (await serve((_, response) => response.end('{}'))).origin

test('the process is up and says which release it is', async () => {
  const ask = await healthOf(await deadOrigin())
  expect(await (await ask('/healthz')).json()).toEqual({
    status: 'up',
    version: '1.2.3',
    uptimeSeconds: expect.any(Number),
  })
})

test('ready means that every upstream answers; admin ports and runtimes are none of them', async () => {
  const ask = await healthOf(await living(), {}, await living())
  const response = await ask('/readyz')
  expect(await response.json()).toMatchObject({
    ready: true,
    reasons: [],
    upstreams: [
      { id: 'kb', state: 'ready' },
      { id: 'kb/admin', state: 'unreachable' },
      { id: 'solo', state: 'ready' },
      { id: 'aws', state: 'unreachable' },
    ],
  })
  expect(response.status).toBe(200)
  expect(await (await ask('/bff/upstreams')).json()).toMatchObject({ upstreams: [{}, {}, {}, {}] })
})

test('an upstream that does not answer makes it not ready, with the reason', async () => {
  const ask = await healthOf(await deadOrigin(), {}, await living())
  const response = await ask('/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    ready: false,
    upstreams: expect.arrayContaining([
      expect.objectContaining({ id: 'kb', reason: expect.stringContaining('Nothing listens') }),
    ]),
  })
})

test.each([
  ['a store that fails', { store: { get: () => Promise.reject(new Error('disk')) } }, 'store'],
  ['a process that stops', { closing: AbortSignal.abort() }, 'stopping'],
])('%s is not ready', async (_, over, reason) => {
  const ask = await healthOf(await living(), over, await living())
  const response = await ask('/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ reasons: [expect.stringContaining(reason)] })
})
