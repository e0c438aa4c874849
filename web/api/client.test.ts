import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ApiError } from './ApiError.ts'
import { address, call } from './client.ts'
import { sessionEnded } from './sessionEnded.ts'
import { stream } from './stream.ts'
import { parseServerTiming } from './timing.ts'

const fetched = vi.fn<typeof fetch>()
beforeEach(() => vi.stubGlobal('fetch', fetched))
afterEach(() => {
  vi.unstubAllGlobals()
  fetched.mockReset()
  sessionEnded.set(null)
})
const problem = (status: number, error: object) =>
  fetched.mockResolvedValueOnce(Response.json({ error }, { status }))
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call was expected to fail'),
    (error: unknown) => error as ApiError, // what it is, the expectations say
  )

test('a call fills in the path, escapes it, and proves that a script of this page sent it', async () => {
  fetched.mockResolvedValueOnce(Response.json({ tools: [] }))
  await call('GET /bff/gateways/:gateway/tools', {
    params: { gateway: 'a/b' },
    query: { as: 'bob' },
  })
  const [url, init] = fetched.mock.calls[0] ?? []
  expect(url).toBe('/bff/gateways/a%2Fb/tools?as=bob')
  expect(new Headers(init?.headers).get('x-csrf')).toBe('1')
  expect(init?.credentials).toBe('same-origin')
})

test('a query that is not given is not in the address, and a list is repeated', () => {
  expect(
    address('/bff/registry/:kind', {
      params: { kind: 'agents' },
      query: { facet: ['a:1', 'a:2'] },
    }),
  ).toBe('/bff/registry/agents?facet=a%3A1&facet=a%3A2')
  expect(address('/bff/calls', { query: { gateway: undefined, limit: '5' } })).toBe(
    '/bff/calls?limit=5',
  )
})

test('a problem of the server arrives with its code, hint, request id and persona', async () => {
  problem(401, {
    code: 'persona_signin_required',
    message: 'bob must sign in again.',
    hint: 'Sign bob in.',
    requestId: 'r1',
    persona: 'bob',
  })
  const error = await caught(call('GET /bff/gateways'))
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    status: 401,
    code: 'persona_signin_required',
    hint: 'Sign bob in.',
    requestId: 'r1',
    persona: 'bob',
  })
  expect(sessionEnded.read()).toBeNull()
})

test('a lost sign-in is told to the whole page', async () => {
  problem(401, { code: 'session_required', message: 'Nobody is signed in.', requestId: 'r2' })
  await caught(call('GET /bff/gateways'))
  expect(sessionEnded.read()).toBe('Nobody is signed in.')
})

test('a network failure is one sentence, not an exception of the browser', async () => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const error = await caught(call('GET /bff/session'))
  expect([error.code, error.status, error.message]).toEqual([
    'no_answer',
    0,
    'The console server did not answer.',
  ])
})

test.each([
  ['an error page of a proxy', new Response('<h1>Bad Gateway</h1>', { status: 502 })],
  ['a page where JSON was expected', new Response('<!doctype html>', { status: 200 })],
  ['JSON that is not a problem', Response.json({ error: 'nope' }, { status: 500 })],
])('%s counts as no answer', async (_, response) => {
  fetched.mockResolvedValueOnce(response)
  expect((await caught(call('GET /bff/session'))).code).toBe('no_answer')
})

test('a call that was given up on stays what it is, for those who gave it up', async () => {
  fetched.mockRejectedValueOnce(new DOMException('gone', 'AbortError'))
  expect((await caught(call('GET /bff/session'))).name).toBe('AbortError')
})

test('lines of a stream arrive one by one, and a broken line is an error after them', async () => {
  fetched.mockResolvedValueOnce(new Response('{"index":1}\n{"index":0}\n{"ind'))
  const seen: number[] = []
  const reading = (async () => {
    const options = { params: { gateway: 'g' }, body: { calls: [] } }
    for await (const { index } of stream('POST /bff/gateways/:gateway/calls/stream', options)) {
      seen.push(index)
    }
  })()
  expect((await caught(reading)).code).toBe('no_answer')
  expect(seen).toEqual([1, 0])
})

test('Server-Timing gives the durations that carry one', () => {
  expect(parseServerTiming('gateway;dur=4.2;desc="solo-kb", cache;desc=hit, total;dur=6')).toEqual([
    { name: 'gateway', ms: 4.2, label: 'solo-kb' },
    { name: 'total', ms: 6 },
  ])
})
