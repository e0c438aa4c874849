import type { ServerResponse } from 'node:http'

import { expect, test, vi } from 'vitest'

import { serve, textOf } from '../../testing/serve.ts'
import { oneTool, type Rpc, sseServer } from '../../testing/sseServer.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'
import { sessionSecrets } from './sessionSecrets.ts'

const signIn = signInOf('presenter')
const alice = { gateway: 'kb', persona: 'alice', signIn }
const echo = { tool: 'echo', arguments: {} }

/** Texts that are no JSON any more once something in them is cut out. */
const cutting = '","data":"'
const notices = [
  { method: 'notifications/message', params: { password: ['x', 1] } },
  { method: 'notifications/message', params: { level: 'x', data: 'y' } },
  { id: 'one', method: 'elicitation/create', params: { password: ['x', 1] } },
  { id: 'two', method: 'toString', params: {} },
]

test('what a server says on its stream does not end the stream, let alone this process', async () => {
  const { upstream, say, heard } = await sseServer({
    transport: 'sse',
    endpoint: (count) => `?session=${count}&sessionId=${encodeURIComponent(cutting)}`,
    answer: oneTool,
  })
  await upstream.tools.list(alice)
  for (const notice of notices) say('1', { jsonrpc: '2.0', ...notice })
  await vi.waitFor(() => expect(upstream.mcp.asks.list(signIn)).toHaveLength(1))
  await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ id: 'two' })))
  expect(heard.find(({ id }) => id === 'two')).toMatchObject({ error: { code: -32601 } })
  expect(upstream.mcp.notices.list(signIn)).toHaveLength(2)
  expect((await upstream.call(alice, echo)).verdict.words).toBe('listed, allowed')
  await upstream.signInEnded(signIn)
})

test('a token or session that a server says as the name of a method is not shown', async () => {
  const { upstream, say } = await sseServer({
    transport: 'sse',
    endpoint: (count) => `?session=${count}&sessionId=0123456789abcdef`,
    answer: oneTool,
  })
  await upstream.tools.list(alice)
  say('1', { jsonrpc: '2.0', method: 'token-of-alice/0123456789abcdef', params: {} })
  say('1', { jsonrpc: '2.0', id: 'q', method: `token-of-alice${'x'.repeat(1_000)}`, params: {} })
  await vi.waitFor(() => expect(upstream.mcp.notices.list(signIn)).toHaveLength(1))
  expect(upstream.mcp.notices.list(signIn)[0]?.method).toBe('••••/••••')
  const labels = async () =>
    (await upstream.exchanges.list('presenter', 50)).map(({ label }) => label)
  await vi.waitFor(async () => expect((await labels()).join()).toContain('answer ••••x'))
  expect(Math.max(...(await labels()).map(({ length }) => length))).toBeLessThan(300)
  expect(JSON.stringify(await labels())).not.toContain('token-of-alice')
})

test('a server that asks a thousand things at once is answered a few', async () => {
  const held: ServerResponse[] = []
  const answer = async (text: Promise<string>, response: ServerResponse) => {
    const { id, method } = JSON.parse(await text) as Rpc // what the code under test sent
    // its answers stay on their way for as long as it likes
    if (method === undefined) {
      held.push(response)
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let ping = 0; ping < 1_000; ping++) response.write(frame({ id: ping, method: 'ping' }))
    response.end(frame({ id, result: { tools: [] } }))
  }
  const { origin, requests } = await serve(
    (request, response) => void answer(textOf(request), response),
  )
  const { upstream } = upstreamOf({ gateways: { kb: { url: `${origin}/mcp` } } })
  await upstream.tools.list(alice)
  await vi.waitFor(() => expect(held).toHaveLength(32))
  expect(requests).toHaveLength(33)
  for (const response of held) response.writeHead(202).end()
})

const frame = (message: object) => `data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`

test('with the sign-in end the calls under way and those that wait, and sessions that begin too late', async () => {
  const server = await sseServer({ transport: 'sse', answer: hanging })
  const { upstream, exchanges } = server
  const calls = Promise.allSettled(Array.from({ length: 40 }, () => upstream.call(alice, hang)))
  await vi.waitFor(() => expect(callsIn(server.heard)).toBe(32))
  const late = upstream.sessions.begin({ ...alice, persona: 'bob' }, true)
  await upstream.signInEnded(signIn)
  const ends = (await calls).map((one) =>
    one.status === 'fulfilled' ? one.value.verdict.sentence : String(one.reason),
  )
  expect(ends.filter((one) => one.includes('cancelled'))).toHaveLength(32)
  expect(ends.filter((one) => one.includes('signed out'))).toHaveLength(8)
  expect(callsIn(server.heard)).toBe(32)
  await late
  expect(upstream.sessions.list(signIn, 'kb')).toEqual([])
  const all = await exchanges.list('presenter', 200)
  expect(all.filter(({ state }) => state === 'open')).toEqual([])
})

test('one operator whose calls hang does not keep others waiting', async () => {
  const server = await sseServer({ transport: 'sse', answer: hanging })
  const { upstream } = server
  const calls = Promise.allSettled(Array.from({ length: 33 }, () => upstream.call(alice, hang)))
  await vi.waitFor(() => expect(callsIn(server.heard)).toBe(32))
  const other = { ...alice, signIn: signInOf('somebody') }
  expect((await upstream.call(other, echo)).verdict.outcome).toBe('allowed')
  const asking = Array.from({ length: 20 }, () =>
    upstream.requests(alice, { method: 'completion/complete', params: { hang: true } }),
  )
  const asked = Promise.allSettled(asking)
  await vi.waitFor(() => expect(server.heard.filter(isCompletion)).toHaveLength(16))
  await upstream.signInEnded(signIn)
  await Promise.all([calls, asked])
  expect(server.heard.filter(isCompletion)).toHaveLength(16)
})

test('a session that a server packs with thousands of ids costs no answer its time', async () => {
  const ids = Array.from({ length: 600 }, (_, index) => ({ s: `x-${index}-y-${index}` }))
  const packed = Buffer.from(JSON.stringify({ s: ids, t: 'mcp' })).toString('base64url')
  const found = sessionSecrets(packed)
  expect(found.slice(0, 2)).toEqual([packed, 'x-0-y-0'])
  expect(found.length).toBeLessThan(100)

  const { upstream, requests } = await sseServer({
    transport: 'sse',
    endpoint: () => `?session=1&sessionId=${'a'.repeat(10_000)}`,
  })
  const { answer } = await upstream.tools.list(alice)
  expect(answer.verdict.sentence).toContain('does not say where messages are to be sent')
  expect(requests).toEqual(['GET /sse'])
})

const hang = { tool: 'echo', arguments: { hang: true } }

const hanging = (rpc: Rpc): object | undefined =>
  JSON.stringify(rpc).includes('"hang"') ? undefined : oneTool(rpc)

const callsIn = (heard: Rpc[]): number =>
  heard.filter(({ method }) => method === 'tools/call').length

const isCompletion = ({ method }: Rpc): boolean => method === 'completion/complete'
