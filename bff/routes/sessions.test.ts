import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'

import type { GatewayAbout, McpAsk, McpNotice, McpSessionView } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { operator, serveRoutes } from '../testing/routes.ts'
import { serve, textOf } from '../testing/serve.ts'
import { signInOf, upstreamOf } from '../testing/upstream.ts'
import { asks } from './asks.ts'
import { calls } from './calls.ts'
import { requests } from './requests.ts'
import { sessions } from './sessions.ts'

interface Rpc {
  id?: number | string
  method?: string
  params?: { name?: string; _meta?: { progressToken?: string } }
  result?: { action?: string }
}

const id = '0f9b8a76-5432-4c10-9d8e-7f6a5b4c3d2e'
const call = '7d3d1c1e-4c1b-4b0e-9a53-0a1c5b0a6f11'
const ended: string[] = []

/** A gateway with sessions whose one tool asks the caller something, and answers with the answer. */
async function consoleWithSessions() {
  const heard: Rpc[] = []
  let answerTo: ((rpc: Rpc) => void) | undefined
  const gateway = await serve((request, response) => {
    if (request.method === 'DELETE') {
      ended.push(String(request.headers['mcp-session-id']))
      response.writeHead(405).end()
      return
    }
    void textOf(request).then((text) => {
      const rpc = JSON.parse(text) as Rpc // what the code under test sent
      heard.push(rpc)
      const reply = (result: object, headers = {}) =>
        response
          .writeHead(200, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify({ jsonrpc: '2.0', id: rpc.id, result }))
      if (rpc.method === 'initialize') return reply(welcome, { 'mcp-session-id': id })
      if (rpc.method === undefined) answerTo?.(rpc)
      if (rpc.id === undefined || rpc.method === undefined) return response.writeHead(202).end()
      if (request.headers['mcp-session-id'] !== id)
        return response.writeHead(404).end('Invalid session ID\n')
      if (rpc.method !== 'tools/call') return reply({ tools: [], prompts: [{ name: 'p' }] })
      const send = (message: object) =>
        response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const progressToken = rpc.params?.['_meta']?.progressToken
      send({ method: 'notifications/progress', params: { progressToken, progress: 1 } })
      send({ id: 'q', method: 'elicitation/create', params: { message: 'Sure?', requestedSchema } })
      answerTo = (said) => {
        send({ id: rpc.id, result: { content: [], structuredContent: said.result } })
        response.end()
      }
      return undefined
    })
  })
  const parts = upstreamOf({ gateways: { kb: { url: `${gateway.origin}/mcp` } } })
  const app = new Hono<AppEnv>()
  for (const routes of [sessions, requests, asks, calls]) app.route('/', routes)
  const { origin } = await serveRoutes(app, parts)
  const ask = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(origin + path, { method, ...init })
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> } // all are
  }
  return { ask, heard, ...parts }
}

const welcome = {
  protocolVersion: '2025-06-18',
  serverInfo: { name: 'asks', version: '1' },
  capabilities: { tools: {}, prompts: {} },
  instructions: 'Ask away.',
}
const requestedSchema = { type: 'object', properties: { sure: { type: 'boolean' } } }
const at = '/bff/gateways/kb'

describe('sessions', () => {
  test('begin, are listed without their id, and end with what the gateway says to it', async () => {
    const { ask } = await consoleWithSessions()
    const { json } = await ask('POST', `${at}/sessions`, { as: 'alice' })
    const view = { gateway: 'kb', persona: 'alice', listening: false, envelope: { kind: 'plain' } }
    expect(json).toMatchObject({
      session: view,
      about: {
        transport: 'streamable-http',
        sessions: 'stateful',
        protocolVersion: '2025-06-18',
        server: { name: 'asks', version: '1' },
        instructions: 'Ask away.',
        capabilities: ['tools', 'prompts'],
      } satisfies Partial<GatewayAbout>,
    })
    const listed = (await ask('GET', `${at}/sessions`)).json as { sessions: McpSessionView[] } // as declared
    expect(listed.sessions).toMatchObject([view])
    expect(JSON.stringify([json, listed])).not.toContain(id)
    const end = await ask('POST', `${at}/sessions/alice/end`)
    expect(end.json).toMatchObject({ ended: false, status: 405 })
    expect(end.json['sentence']).toContain('It is forgotten here.')
    expect(ended).toContain(id)
    expect((await ask('GET', `${at}/sessions`)).json).toEqual({ sessions: [] })
    expect((await ask('POST', `${at}/sessions/alice/end`)).json).toMatchObject({
      sentence: 'There was no session to end.',
    })
  })

  test('what a gateway says of itself needs a persona that it is configured for', async () => {
    const { ask } = await consoleWithSessions()
    expect((await ask('GET', `${at}?as=alice`)).json).toMatchObject({ server: { name: 'asks' } })
    expect((await ask('GET', at)).status).toBe(400)
    for (const path of [
      `${at}?as=eve`,
      '/bff/gateways/other?as=alice',
      '/bff/gateways/other/sessions',
    ])
      expect((await ask('GET', path)).status).toBe(404)
    expect((await ask('POST', `${at}/sessions/eve/end`)).status).toBe(404)
    expect((await ask('POST', `${at}/sessions`, { as: 'eve' })).status).toBe(404)
  })

  test('that were lost are begun anew, and say so', async () => {
    const { ask, upstream } = await consoleWithSessions()
    await ask('POST', `${at}/sessions`, { as: 'alice' })
    const [kept] = upstream.mcp.sessions(operator, 'kb')
    if (kept) kept.session.id = 'forgotten'
    await ask('GET', `${at}?as=alice`)
    expect((await ask('GET', `${at}/sessions`)).json).toMatchObject({
      sessions: [{ resumed: expect.stringContaining('begun at 12:00:00 UTC') }],
    })
  })
})

describe('requests', () => {
  test('of the closed list are sent, and others are not', async () => {
    const { ask, heard } = await consoleWithSessions()
    const listed = await ask('POST', `${at}/requests`, { as: 'alice', method: 'prompts/list' })
    expect(listed.json).toMatchObject({
      method: 'prompts/list',
      result: { prompts: [{ name: 'p' }] },
      verdict: { outcome: 'allowed' },
    })
    const sent = heard.length
    for (const body of [
      { as: 'alice', method: 'tools/call', params: { name: 'x' } },
      { as: 'alice', method: 'initialize' },
      { as: 'alice', method: 'prompts/get', params: ['p'] },
      { as: 'alice', method: 'ping', id: 1 },
    ])
      expect((await ask('POST', `${at}/requests`, body)).status).toBe(400)
    expect(heard).toHaveLength(sent)
  })
})

describe('a question of a server', () => {
  test('is shown to this sign-in, answered once, and its answer goes to the server', async () => {
    const { ask, heard, upstream } = await consoleWithSessions()
    const called = ask('POST', `${at}/calls`, { as: 'alice', tool: 'ask', arguments: {}, call })
    await expect.poll(() => upstream.mcp.asks.list(operator)).toHaveLength(1)
    const { json } = await ask('GET', '/bff/mcp/asks')
    const [question] = json['asks'] as McpAsk[] // as declared
    expect(question).toMatchObject({ message: 'Sure?', persona: 'alice', call, state: 'open' })
    expect(upstream.mcp.asks.list(signInOf('somebody'))).toEqual([])
    const path = `/bff/mcp/asks/${question?.id}/answer`
    const refused = await ask('POST', path, { action: 'accept', content: { sure: 'yes' } })
    expect(refused).toMatchObject({ status: 400 })
    const done = await ask('POST', path, { action: 'accept', content: { sure: true } })
    expect(done.json).toMatchObject({ id: question?.id, state: 'answered' })
    expect((await called).json).toMatchObject({
      result: { structuredContent: { action: 'accept', content: { sure: true } } },
    })
    expect(heard.at(-1)).toMatchObject({ id: 'q', result: { action: 'accept' } })
    expect((await ask('POST', path, { action: 'cancel' })).status).toBe(409)
    expect((await ask('POST', '/bff/mcp/asks/none/answer', { action: 'cancel' })).status).toBe(404)
    const notices = (await ask('GET', '/bff/mcp/notices?gateway=kb')).json['notices'] as McpNotice[] // as declared
    expect(notices).toMatchObject([{ kind: 'progress', call }])
    expect((await ask('GET', '/bff/mcp/notices?gateway=other')).json).toEqual({ notices: [] })
  })

  test('is over when its call is cancelled, and the server is told both', async () => {
    const { ask, heard, upstream } = await consoleWithSessions()
    const called = ask('POST', `${at}/calls`, { as: 'alice', tool: 'ask', arguments: {}, call })
    await expect.poll(() => upstream.mcp.asks.list(operator)).toHaveLength(1)
    const cancel = `${at}/calls/${call}/cancel`
    expect((await ask('POST', cancel)).json).toEqual({ cancelled: true })
    expect((await called).json).toMatchObject({
      verdict: { outcome: 'failed', reached: 'upstream', words: 'hidden, failed' },
    })
    await expect.poll(() => heard.map(({ method }) => method)).toContain('notifications/cancelled')
    await expect.poll(() => heard.at(-1)?.result).toEqual({ action: 'cancel' })
    expect((await ask('POST', cancel)).json).toEqual({ cancelled: false })
    expect((await ask('POST', `${at}/calls/nope/cancel`)).status).toBe(400)
  })
})
