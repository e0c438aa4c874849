import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'

import type { AppEnv } from '../env.ts'
import { createLog } from '../observe/log.ts'
import { operator, serveRoutes } from '../testing/routes.ts'
import { serve, textOf } from '../testing/serve.ts'
import { tokenSource, upstreamOf } from '../testing/upstream.ts'
import { calls } from './calls.ts'

const answered = { jsonrpc: '2.0', id: 1, result: { tools: [{ name: 'echo', inputSchema: {} }] } }

/** A tool server that answers with the very characters of its arguments, and remembers them. */
async function echo() {
  const heard: string[] = []
  const gateway = await serve((request, response) => {
    void textOf(request).then((text) => {
      const given = /"arguments":(\{.*?\})/.exec(text)?.[1]
      if (given) heard.push(given)
      const result = `{"content":[],"structuredContent":${given}}`
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(given ? `{"jsonrpc":"2.0","id":1,"result":${result}}` : JSON.stringify(answered))
    })
  })
  const config = { gateways: { kb: { url: `${gateway.origin}/mcp` } }, tokens: tokenSource() }
  const { origin } = await serveRoutes(new Hono<AppEnv>().route('/', calls), upstreamOf(config))
  return { origin, heard }
}

test('an integer that no number holds reaches the tool and comes back, also from the history', async () => {
  const { origin, heard } = await echo()
  const call = '{"as":"alice","tool":"echo","arguments":{"id":9007199254740993}}'
  const made = await fetch(`${origin}/bff/gateways/kb/calls`, { method: 'POST', body: call })
  expect(await made.text()).toContain('"structuredContent":{"id":9007199254740993}')
  expect(heard).toEqual(['{"id":9007199254740993}'])
  const kept = await (await fetch(`${origin}/bff/calls`)).text()
  expect(kept).toContain('"arguments":{"id":9007199254740993}')
})

test('T25: calls that break off are told to the log, which redacts, and to nothing else', async () => {
  const bare = vi.spyOn(console, 'error').mockReturnValue()
  const lines: string[] = []
  const tokens = {
    ...tokenSource(),
    get: () => Promise.reject(new Error('unforeseen: refresh_token=hush')),
  }
  const parts = upstreamOf({ gateways: { kb: { url: 'http://127.0.0.1:1/mcp' } }, tokens })
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const { origin } = await serveRoutes(new Hono<AppEnv>().route('/', calls), { ...parts, log })
  const body = '{"calls":[{"as":"alice","tool":"echo","arguments":{}}]}'
  const made = await fetch(`${origin}/bff/gateways/kb/calls/stream`, { method: 'POST', body })
  expect(await made.text()).toBe('')
  expect(lines.join('')).toMatch(/"requestId":"request-1".*unforeseen: refresh_token=/)
  expect(lines.join('')).not.toContain('hush')
  expect(bare).not.toHaveBeenCalled()
})

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('arguments nested deeper than anything takes are refused with a sentence', async () => {
  const { origin, heard } = await echo()
  const ask = (depth: number) =>
    fetch(`${origin}/bff/gateways/kb/calls`, {
      method: 'POST',
      body: `{"as":"alice","tool":"echo","arguments":{"a":${nested(depth)}}}`,
    })
  const refused = await ask(100_000)
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({
    error: { code: 'bad_request', message: 'The body is nested deeper than 500 levels.' },
  })
  expect(heard).toEqual([])
  expect((await ask(400)).status).toBe(200)
})

test('an answer nested deeper than that is one that nobody can use', async () => {
  const gateway = await serve((_, response) => {
    const result = `{"a":${nested(100_000)}}`
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(`{"jsonrpc":"2.0","id":1,"result":${result}}`)
  })
  const { upstream } = upstreamOf({ gateways: { kb: { url: `${gateway.origin}/mcp` } } })
  const caller = { gateway: 'kb', persona: 'alice', signIn: operator }
  const call = await upstream.call(caller, { tool: 'echo', arguments: {} })
  expect(call.verdict.outcome).toBe('unreachable')
  expect(call.result).toBeUndefined()
})
