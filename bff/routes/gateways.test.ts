import { Hono } from 'hono'
import { expect, test } from 'vitest'

import type { CallLine, CallView, ToolListView } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { serveRoutes } from '../testing/routes.ts'
import { serve, textOf } from '../testing/serve.ts'
import { tokenSource, upstreamOf } from '../testing/upstream.ts'
import { calls } from './calls.ts'
import { exchanges } from './exchanges.ts'
import { gateways } from './gateways.ts'

interface Rpc {
  id: number
  method: string
  params: { name?: string; arguments?: { wait?: string } }
}

/** A gateway that lists `search` and answers every call once the gate of its argument opens. */
async function consoleWith(gates: Record<string, Promise<unknown>> = {}, tokens = tokenSource()) {
  let running = 0
  let most = 0
  const closed: string[] = []
  const answer = async (rpc: Rpc) => {
    if (rpc.method === 'tools/list') return { tools: [{ name: 'search', inputSchema: {} }] }
    running += 1
    most = Math.max(most, running)
    await gates[rpc.params.arguments?.wait ?? '']
    running -= 1
    return { content: [] }
  }
  const gateway = await serve((request, response) => {
    void textOf(request).then(async (text) => {
      const rpc = JSON.parse(text) as Rpc // what the code under test sent
      response.once('close', () => response.writableFinished || closed.push(rpc.method))
      const result = await answer(rpc)
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', id: rpc.id, result }))
    })
  })
  const parts = upstreamOf({ gateways: { kb: { url: `${gateway.origin}/mcp` } }, tokens })
  const app = new Hono<AppEnv>()
  for (const routes of [gateways, calls, exchanges]) app.route('/', routes)
  const { origin } = await serveRoutes(app, parts)
  const post = (path: string, body: unknown, init: RequestInit = {}) =>
    fetch(origin + path, { method: 'POST', body: JSON.stringify(body), ...init })
  const get = async <T>(path: string) => (await (await fetch(origin + path)).json()) as T // checked below
  return { get, post, origin, closed, most: () => most }
}

const call = (as: string, wait = '') => ({ as, tool: 'search', arguments: { wait } })

test('gateways are listed as configured', async () => {
  const { get } = await consoleWith()
  expect(await get('/bff/gateways')).toMatchObject({
    gateways: [{ id: 'kb', label: 'kb', product: 'other', personas: ['alice', 'bob'] }],
  })
})

test('a list and a call are verdicts, and both are exchanges that can be looked up', async () => {
  const { get, post } = await consoleWith()
  const list = await get<ToolListView>('/bff/gateways/kb/tools?as=alice')
  expect(list).toMatchObject({ persona: 'alice', tools: [{ name: 'search' }] })
  const made = (await (await post('/bff/gateways/kb/calls', call('bob'))).json()) as CallView // checked next
  expect(made).toMatchObject({
    persona: 'bob',
    gateway: 'kb',
    verdict: { words: 'listed, allowed' },
  })
  expect(await get(`/bff/exchanges/${made.exchange}`)).toMatchObject({ label: 'tools/call search' })
  expect(await get('/bff/calls?limit=5')).toMatchObject({ calls: [{ id: made.id }] })
  const { exchanges: all } = await get<{ exchanges: unknown[] }>('/bff/exchanges')
  expect(all).toHaveLength(3)
  expect(await (await post('/bff/exchanges/clear', {})).json()).toEqual({ cleared: 3 })
  expect(await (await post('/bff/calls/clear', {})).json()).toEqual({ cleared: 1 })
  expect(await get('/bff/calls')).toEqual({ calls: [] })
})

test('without an admin port the policy is not known, and says so', async () => {
  const { get } = await consoleWith()
  expect(await get('/bff/gateways/kb/policy')).toMatchObject({
    known: false,
    reason: 'The configuration names no admin port for this gateway.',
    rules: [],
    decidingClaims: [],
  })
})

test.each([
  ['GET', '/bff/gateways/none/policy', undefined, 404, 'not_found'],
  ['GET', '/bff/gateways/none/tools?as=alice', undefined, 404, 'not_found'],
  ['GET', '/bff/gateways/kb/tools', undefined, 400, 'bad_request'],
  ['GET', '/bff/gateways/kb/tools?as=eve', undefined, 404, 'persona_unknown'],
  ['GET', '/bff/gateways/kb/tools?as=constructor', undefined, 404, 'persona_unknown'],
  ['POST', '/bff/gateways/kb/calls', call('eve'), 404, 'persona_unknown'],
  ['POST', '/bff/gateways/kb/calls', { as: 'bob', tool: '', arguments: {} }, 400, 'bad_request'],
  ['POST', '/bff/gateways/kb/calls', { as: 'bob', tool: 't', arguments: [] }, 400, 'bad_request'],
  ['POST', '/bff/gateways/kb/calls', { ...call('bob'), more: 1 }, 400, 'bad_request'],
  ['POST', '/bff/gateways/kb/calls', undefined, 400, 'bad_request'],
  ['POST', '/bff/gateways/kb/calls/stream', { calls: [] }, 400, 'bad_request'],
  [
    'POST',
    '/bff/gateways/kb/calls/stream',
    { calls: Array(201).fill(call('bob')) },
    400,
    'bad_request',
  ],
  [
    'POST',
    '/bff/gateways/kb/calls/stream',
    { calls: [call('bob'), call('eve')] },
    404,
    'persona_unknown',
  ],
  ['GET', '/bff/calls?limit=0', undefined, 400, 'bad_request'],
  ['GET', '/bff/exchanges?limit=x', undefined, 400, 'bad_request'],
  ['GET', '/bff/exchanges/none', undefined, 404, 'not_found'],
])('%s %s %j is refused with %d %s', async (method, path, body, status, code) => {
  const { origin } = await consoleWith()
  const response = await fetch(origin + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ error: { code } })
})

test('a stream of calls answers each as it is done', async () => {
  const slow = Promise.withResolvers<void>()
  const { post } = await consoleWith({ slow: slow.promise })
  const response = await post('/bff/gateways/kb/calls/stream', {
    calls: [call('alice', 'slow'), call('bob')],
  })
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => JSON.parse((await lines?.read())?.value ?? 'null') as CallLine // checked next
  expect(await next()).toMatchObject({ index: 1, call: { persona: 'bob', status: 200 } })
  slow.resolve()
  expect(await next()).toMatchObject({ index: 0, call: { persona: 'alice' } })
  expect((await lines?.read())?.done).toBe(true)
})

test('a persona that wants a sign-in has its own line, and the others are answered', async () => {
  const tokens = tokenSource()
  const signedOut: typeof tokens = {
    ...tokens,
    get: async (persona, signIn) => {
      if (persona !== 'bob') return tokens.get(persona, signIn)
      throw new Problem(401, 'persona_signin_required', 'bob wants a sign-in.', { persona })
    },
  }
  const { post } = await consoleWith({}, signedOut)
  const text = await (
    await post('/bff/gateways/kb/calls/stream', { calls: [call('bob'), call('alice')] })
  ).text()
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CallLine) // checked next
  expect(lines.find(({ index }) => index === 0)?.call).toMatchObject({
    status: null,
    verdict: {
      outcome: 'rejected',
      sentence: 'bob: rejected. bob wants a sign-in.',
      reached: 'nowhere',
    },
  })
  expect(lines.find(({ index }) => index === 1)?.call.verdict.outcome).toBe('allowed')
  const single = await post('/bff/gateways/kb/calls', call('bob'))
  expect(single.status).toBe(401)
  expect(await single.json()).toMatchObject({ error: { persona: 'bob' } })
})

test('no more calls run at a gateway at once than it is spared', async () => {
  const gate = Promise.withResolvers<void>()
  const { post, most } = await consoleWith({ gate: gate.promise })
  const many = Array.from({ length: 60 }, () => call('alice', 'gate'))
  const response = post('/bff/gateways/kb/calls/stream', { calls: many })
  await expect.poll(most).toBe(32)
  gate.resolve()
  expect((await (await response).text()).trim().split('\n')).toHaveLength(60)
  expect(most()).toBe(32)
})

test('a browser that goes away ends the calls that it asked for', async () => {
  const { post, closed } = await consoleWith({ never: new Promise(() => undefined) })
  const away = new AbortController()
  const body = { calls: [call('alice', 'never'), call('bob')] }
  const response = await post('/bff/gateways/kb/calls/stream', body, { signal: away.signal })
  await response.body?.getReader().read()
  away.abort()
  await expect.poll(() => closed).toContain('tools/call')
})
