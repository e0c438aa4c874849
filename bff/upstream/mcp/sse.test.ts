import { describe, expect, test } from 'vitest'

import { serve } from '../../testing/serve.ts'
import { oneTool, sseServer } from '../../testing/sseServer.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'

const signIn = signInOf('presenter')
const alice = { gateway: 'kb', persona: 'alice', signIn }
const echo = { tool: 'echo', arguments: {} }

describe('which transport a gateway speaks', () => {
  test('is found out by one POST and one GET, and then known', async () => {
    const { upstream, requests } = await sseServer({ answer: oneTool })
    const call = await upstream.call(alice, echo)
    expect(call).toMatchObject({ status: 202, contentType: 'text/event-stream' })
    expect(call.verdict).toMatchObject({ words: 'listed, allowed', reached: 'upstream' })
    expect(call.body).toMatch(/^event: message\ndata: \{"jsonrpc":"2.0","id":\d+,"result"/)
    const at = 'POST /sse?session=1'
    // the refused POST, the stream, initialize, initialized, the list, the call
    expect(requests).toEqual(['POST /sse', 'GET /sse', at, at, at, at])
    await upstream.call(alice, echo)
    expect(requests).toHaveLength(7)
    expect(upstream.mcp.transports.of('kb')).toMatchObject({ kind: 'sse' })
  })

  test('is not tried where the configuration says it', async () => {
    const sse = await sseServer({ answer: oneTool, transport: 'sse' })
    await sse.upstream.tools.list(alice)
    expect(sse.requests[0]).toBe('GET /sse')
    const posts = await sseServer({ answer: oneTool, transport: 'streamable-http' })
    const { answer } = await posts.upstream.tools.list(alice)
    expect(posts.requests).toEqual(['POST /sse'])
    expect(answer.verdict.sentence).toContain('takes no POST')
  })

  test('is not asked twice in a minute of what speaks neither', async () => {
    const { origin, requests } = await serve((_, response) => response.writeHead(404).end())
    const { upstream } = upstreamOf({ gateways: { kb: { url: `${origin}/mcp` } } })
    await upstream.tools.list(alice)
    const { answer } = await upstream.tools.list(alice)
    expect(answer.verdict.sentence).toContain('Nothing is served at this path.')
    expect(requests).toEqual(['POST /mcp', 'GET /mcp', 'POST /mcp'])
  })
})

test('the token goes with every message and to no other origin', async () => {
  const { upstream, headers } = await sseServer({ answer: oneTool })
  await upstream.tools.list(alice)
  expect(new Set(headers.map(({ authorization }) => authorization))).toEqual(
    new Set(['Bearer token-of-alice']),
  )
  const thief = await serve((_, response) => response.end())
  const foreign = await sseServer({ endpoint: () => `${thief.origin}/collect`, transport: 'sse' })
  const { answer } = await foreign.upstream.tools.list(alice)
  expect(answer.verdict).toMatchObject({
    outcome: 'unreachable',
    sentence: expect.stringContaining('to another origin, which gets no token'),
  })
  expect(thief.requests).toEqual([])
  expect(foreign.requests).toEqual(['GET /sse'])
})

test('a stream that says nothing of where to send messages is not waited for', async () => {
  const { origin } = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n')
  })
  const { upstream } = upstreamOf({
    gateways: { kb: { url: `${origin}/sse`, transport: 'sse' } },
    limits: { upstreamHeaders: '100ms' },
  })
  const { answer } = await upstream.tools.list(alice)
  expect(answer.verdict.sentence).toContain('did not answer in time')
})

test('a cut stream fails the call that waits, and the next one goes on in a new session', async () => {
  const calls = () => server.heard.filter(({ method }) => method === 'tools/call').length
  const server = await sseServer({
    transport: 'sse',
    answer: (rpc) => {
      if (rpc.method !== 'tools/call' || calls() > 1) return oneTool(rpc)
      server.cut()
      return undefined
    },
  })
  const { upstream } = server
  const lost = await upstream.call(alice, echo)
  expect(lost.verdict).toMatchObject({
    outcome: 'unreachable',
    sentence: expect.stringContaining('The answer broke off.'),
  })
  expect((await upstream.call(alice, echo)).verdict.words).toBe('listed, allowed')
  expect(upstream.sessions.list(signIn, 'kb')).toMatchObject([
    {
      listening: true,
      resumed: 'The session before it was lost; this one was begun at 12:00:00 UTC.',
    },
  ])
})

test.each([404, 410])(
  'a session that the server answers %d to is begun anew, once',
  async (unknown) => {
    const { upstream, forget, requests } = await sseServer({
      answer: oneTool,
      transport: 'sse',
      unknown,
    })
    await upstream.tools.list(alice)
    forget()
    expect((await upstream.tools.list(alice)).answer.verdict.outcome).toBe('allowed')
    expect(requests.filter((one) => one.startsWith('GET'))).toHaveLength(2)
  },
)

test('an answer without its id finds the one who waits', async () => {
  const { upstream } = await sseServer({
    transport: 'sse',
    answer: ({ method, params, ...rpc }) =>
      method === 'tools/call'
        ? { result: { content: [], structuredContent: params } }
        : oneTool({ ...rpc, ...(method && { method }) }),
  })
  await upstream.tools.list(alice)
  const call = await upstream.call(alice, { tool: 'echo', arguments: { n: 1 } })
  expect(call.result).toMatchObject({ structuredContent: { arguments: { n: 1 } } })
})

test('a token and a session that the server repeats are not shown', async () => {
  const { upstream } = await sseServer({
    transport: 'sse',
    endpoint: (count) => `?session=${count}&sessionId=0123456789abcdef`,
    answer: (rpc) =>
      rpc.method === 'tools/call'
        ? { id: rpc.id, result: { content: [], a: 'token-of-alice', b: '0123456789abcdef' } }
        : oneTool(rpc),
  })
  const { result, body } = await upstream.call(alice, echo)
  expect(result).toEqual({ content: [], a: '••••', b: '••••' })
  expect(body).not.toContain('token-of-alice')
})

test('a question with the number of a request that waits does not end that wait', async () => {
  let asked: number | string | undefined
  const server = await sseServer({
    transport: 'sse',
    answer: ({ id, method, result }) => {
      if (method === 'tools/call') {
        asked = id
        return { id, method: 'ping' }
      }
      if (method === undefined) server.say('1', { jsonrpc: '2.0', id: asked, result: { ok: true } })
      return result === undefined
        ? oneTool({ ...(id && { id }), ...(method && { method }) })
        : undefined
    },
  })
  expect((await server.upstream.call(alice, echo)).result).toEqual({ ok: true })
})

test('an answer that comes too late is for nobody else', async () => {
  const late: { id?: number | string } = {}
  const server = await sseServer({
    transport: 'sse',
    limits: { upstreamHeaders: '150ms' },
    answer: (rpc) => {
      if (rpc.method !== 'tools/call') return oneTool(rpc)
      if (late.id === undefined) {
        if (rpc.id !== undefined) late.id = rpc.id
        return undefined
      }
      server.say('1', { jsonrpc: '2.0', ...late, result: { content: [], structuredContent: late } })
      return oneTool(rpc)
    },
  })
  const { upstream } = server
  const first = await upstream.call(alice, echo)
  expect(first.verdict.sentence).toContain('did not answer in time')
  const second = await upstream.call(alice, echo)
  expect(second.result).toEqual({ content: [{ type: 'text', text: 'hi' }] })
})

test('a session ends with its stream, at the latest with the sign-in', async () => {
  const { upstream, exchanges } = await sseServer({ answer: oneTool, transport: 'sse' })
  await upstream.tools.list(alice)
  expect(await upstream.mcp.end(alice)).toMatchObject({ ended: true, status: null })
  await upstream.tools.list(alice)
  await upstream.signInEnded(signIn)
  expect(upstream.sessions.list(signIn, 'kb')).toEqual([])
  const open = (await exchanges.list('presenter', 50)).filter(({ state }) => state === 'open')
  expect(open).toEqual([])
})

test('one stream more than an operator may have is refused with a sentence', async () => {
  const { upstream } = await sseServer({
    answer: oneTool,
    transport: 'sse',
    limits: { streams: 1 },
  })
  await upstream.tools.list(alice)
  await expect(upstream.tools.list({ ...alice, persona: 'bob' })).rejects.toMatchObject({
    code: 'too_many_requests',
  })
  await upstream.mcp.end(alice)
  const bob = await upstream.tools.list({ ...alice, persona: 'bob' })
  expect(bob.answer.verdict.outcome).toBe('allowed')
})
