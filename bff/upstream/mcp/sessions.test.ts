import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import { McpServer, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server'
import { expect, test } from 'vitest'
import * as z from 'zod'

import { serve } from '../../testing/serve.ts'
import { held, signInOf, tokenSource, upstreamOf } from '../../testing/upstream.ts'

const signIn = signInOf('presenter')
const alice = { gateway: 'kb', persona: 'alice', signIn }
const echo = { tool: 'echo', arguments: { text: 'hello' } }

/** A server of the MCP SDK that wants a session, as most servers do. */
async function statefulServer(tokens = tokenSource()) {
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>()
  const begun: string[] = []
  const ended: string[] = []

  async function open(): Promise<WebStandardStreamableHTTPServerTransport> {
    const server = new McpServer({ name: 'stateful', version: '1' })
    server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => ({
      content: [{ type: 'text', text }],
    }))
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        begun.push(id)
        sessions.set(id, transport)
      },
      onsessionclosed: (id) => void ended.push(id),
    })
    await server.connect(transport)
    return transport
  }

  const { origin, requests } = await serve(
    (request, response: ServerResponse) =>
      void getRequestListener(async (web) => {
        const id = web.headers.get('mcp-session-id')
        const known = id === null ? await open() : sessions.get(id)
        if (known) return known.handleRequest(web)
        const gone = {
          jsonrpc: '2.0',
          id: null,
          error: { code: -32_001, message: 'Session not found' },
        }
        return Response.json(gone, { status: 404 })
      })(request, response),
  )
  const { upstream } = upstreamOf({ gateways: { kb: { url: `${origin}/mcp` } }, tokens })
  return { upstream, requests, begun, ended, sessions }
}

test('a server that wants a session gets one handshake, and the same session from then on', async () => {
  const { upstream, requests, begun } = await statefulServer()
  const first = await upstream.call(alice, echo)
  expect(first.verdict).toMatchObject({ words: 'listed, allowed', reached: 'upstream' })
  expect(first.result).toMatchObject({ content: [{ type: 'text', text: 'hello' }] })
  expect(begun).toHaveLength(1)
  // the refused list, initialize, initialized, the list again, the call
  expect(requests).toHaveLength(5)
  await upstream.call(alice, echo)
  expect(begun).toHaveLength(1)
  expect(requests).toHaveLength(6)
})

test('requests that come first and at once share one handshake', async () => {
  const { upstream, begun } = await statefulServer()
  const ping = () => upstream.requests(alice, { method: 'ping' })
  const all = await Promise.all([
    upstream.tools.list(alice),
    upstream.call(alice, echo),
    ping(),
    ping(),
  ])
  expect(all[1].verdict.outcome).toBe('allowed')
  expect(begun).toHaveLength(1)
})

test('each persona has a session of its own', async () => {
  const { upstream, begun } = await statefulServer()
  await upstream.tools.list(alice)
  await upstream.tools.list({ ...alice, persona: 'bob' })
  await upstream.tools.list({ ...alice, signIn: signInOf('somebody') })
  expect(new Set(begun).size).toBe(3)
})

test.each([
  ['account', held('jwt-1', { sub: 'alice' }), held('jwt-2', { sub: 'mallory' })],
  ['token that names nobody', held('opaque-1'), held('opaque-2')],
])(
  'a persona that has another %s does not go on in the session of the one before',
  async (_, ...two) => {
    let [now] = two
    const { upstream, begun } = await statefulServer({ ...tokenSource(), get: async () => now })
    await upstream.tools.list(alice)
    now = two[1]
    await upstream.tools.list(alice)
    expect(new Set(begun).size).toBe(2)
    expect(upstream.sessions.list(signIn, 'kb')).toHaveLength(1)
  },
)

test('a refreshed token of the same account goes on in its session', async () => {
  let token = 0
  const get = async () => held(`jwt-${token++}`, { iss: 'http://idp.test', sub: 'alice' })
  const { upstream, begun } = await statefulServer({ ...tokenSource(), get })
  await upstream.tools.list(alice)
  await upstream.tools.list(alice)
  expect(begun).toHaveLength(1)
})

test('a session that the server forgot is begun again, once', async () => {
  const { upstream, begun, sessions } = await statefulServer()
  await upstream.tools.list(alice)
  sessions.clear()
  expect((await upstream.tools.list(alice)).answer.verdict.outcome).toBe('allowed')
  expect(begun).toHaveLength(2)
})

test('the end of a sign-in ends its sessions at the server and no others', async () => {
  const { upstream, begun, ended } = await statefulServer()
  await upstream.tools.list(alice)
  await upstream.tools.list({ ...alice, signIn: signInOf('somebody') })
  await upstream.signInEnded(signIn)
  expect(ended).toEqual([begun[0]])
})

test('a sign-in that got a new id goes on in its sessions, and ends them', async () => {
  const { upstream, begun, ended } = await statefulServer()
  await upstream.tools.list(alice)
  const moved = { ...signIn, id: 'another', lineage: signIn.id }
  await upstream.tools.list({ ...alice, signIn: moved })
  expect(begun).toHaveLength(1)
  await upstream.signInEnded(moved)
  expect(ended).toEqual(begun)
})

test('arguments that the server does not accept are invalid, a tool that it lacks is said to be missing', async () => {
  const { upstream } = await statefulServer()
  const bad = await upstream.call(alice, { tool: 'echo', arguments: { text: 7 } })
  expect(bad.verdict).toMatchObject({ outcome: 'invalid', listed: 'listed', reached: 'upstream' })
  const none = await upstream.call(alice, { tool: 'nope', arguments: {} })
  expect(none.verdict).toMatchObject({ words: 'hidden, invalid', reached: 'upstream' })
})

test('a gateway that refuses the handshake is reported by that answer, without a loop', async () => {
  const { origin, requests } = await serve((_, response) =>
    response
      .writeHead(422, { 'content-type': 'text/plain' })
      .end('mcp: session header is required for non-initialize requests'),
  )
  const { upstream } = upstreamOf({ gateways: { kb: { url: `${origin}/mcp` } } })
  const { answer } = await upstream.tools.list(alice)
  expect(answer.verdict.sentence).toContain('wants an MCP session')
  expect(requests).toHaveLength(2)
})
