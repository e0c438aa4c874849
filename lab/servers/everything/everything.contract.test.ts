import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Listening, listen } from '../../gateway/testing/listen.ts'
import { createEverything, type Everything } from './everything.ts'

let everything: Everything
let at: Listening
beforeAll(async () => {
  everything = await createEverything()
  at = await listen(everything.handler)
})
afterAll(async () => {
  await at.close()
  await everything.close()
})

const post = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${at.origin}/mcp`, {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }),
  })

async function connect(): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: 'legacy' } },
  )
  await client.connect(new StreamableHTTPClientTransport(new URL(`${at.origin}/mcp`)))
  return client
}

describe('the everything server', () => {
  it('shows a client without capabilities thirteen tools, the last once it has begun', async () => {
    const client = await connect()
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'echo',
      'get-annotated-message',
      'get-env',
      'get-resource-links',
      'get-resource-reference',
      'get-structured-content',
      'get-sum',
      'get-tiny-image',
      'gzip-file-as-resource',
      'toggle-simulated-logging',
      'toggle-subscriber-updates',
      'trigger-long-running-operation',
      'simulate-research-query',
    ])
    await client.close()
  })

  it('has no environment to show', async () => {
    const client = await connect()
    const { content } = await client.callTool({ name: 'get-env', arguments: {} })
    const [shown] = content as { text: string }[] // this tool answers with one text
    expect(Object.keys(JSON.parse(shown?.text ?? '') as object)).toEqual(['PORT'])
    await client.close()
  })

  it('tells of progress while a tool runs', async () => {
    const client = await connect()
    const seen: number[] = []
    await client.callTool(
      { name: 'trigger-long-running-operation', arguments: { duration: 0.2, steps: 2 } },
      { onprogress: ({ progress }) => void seen.push(progress) },
    )
    expect(seen).toEqual([1, 2])
    await client.close()
  })

  it('answers a request without a session, and one of another server, with 400', async () => {
    const none = await post({ method: 'tools/list' })
    expect([none.status, await none.json()]).toEqual([
      400,
      {
        jsonrpc: '2.0',
        error: { code: -32000, message: 'Bad Request: Server not initialized' },
        id: null,
      },
    ])
    const unknown = await post({ method: 'tools/list' }, { 'mcp-session-id': 'of-another' })
    expect([unknown.status, await unknown.json()]).toEqual([
      400,
      {
        jsonrpc: '2.0',
        error: { code: -32000, message: 'Bad Request: No valid session ID provided' },
      },
    ])
  })

  it('is closed to web pages of other machines', async () => {
    const page = await post({ method: 'tools/list' }, { origin: 'http://evil.example' })
    expect([page.status, page.headers.get('access-control-allow-origin')]).toEqual([403, null])
    expect((await post({ method: 'tools/list' }, { origin: at.origin })).status).toBe(400)
  })
})

describe('a server that was closed', () => {
  it('answers 502 and has ended', async () => {
    const another = await createEverything()
    await another.close()
    await another.ended
    const behind = await listen(another.handler)
    const response = await fetch(`${behind.origin}/mcp`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(502)
    await behind.close()
  })
})
