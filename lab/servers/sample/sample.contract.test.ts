import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listen, type Listening } from '../../gateway/testing/listen.ts'
import { createSample, type Sample } from './sample.ts'
import { describeTime } from './tools.ts'

let sample: Sample
let at: Listening
beforeAll(async () => {
  sample = createSample()
  at = await listen(sample.handler)
})
afterAll(async () => {
  await sample.close?.()
  await at.close()
})

async function connect() {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${at.origin}/mcp`)))
  return client
}

describe('the sample server', () => {
  test('lists its five tools by name, with arguments that allow nothing else', async () => {
    const client = await connect()
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'base64_encode',
      'get_timestamp',
      'json_validate',
      'sha256_hash',
      'url_encode',
    ])
    expect(tools[0]?.inputSchema).toMatchObject({
      type: 'object',
      properties: { text: { type: 'string' } },
      required: ['text'],
      additionalProperties: false,
    })
    await client.close()
  })

  test.each([
    ['base64_encode', { text: 'Hi' }, 'Original: Hi\nBase64 Encoded: SGk='],
    [
      'sha256_hash',
      { text: 'abc' },
      'Original: abc\nSHA256 Hash: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ],
    ['url_encode', { text: "a b&c!'~" }, "Original: a b&c!'~\nURL Encoded: a+b%26c%21%27~"],
    ['json_validate', { json_string: '[1]' }, 'Valid JSON (Array)\n\nPretty printed:\n[\n  1\n]'],
    ['json_validate', { json_string: 'null' }, 'Valid JSON (Null)\n\nPretty printed:\nnull'],
  ])('%s answers as the Go sample does', async (name, args, expected) => {
    const client = await connect()
    const before = sample.toolCalls()
    const { content, isError } = await client.callTool({ name, arguments: args })
    expect(content).toEqual([{ type: 'text', text: expected }])
    expect(isError).toBeUndefined()
    expect(sample.toolCalls()).toBe(before + 1)
    await client.close()
  })

  test('says what is wrong with text that is not JSON', async () => {
    const client = await connect()
    const answer = await client.callTool({
      name: 'json_validate',
      arguments: { json_string: '{' },
    })
    expect(answer.isError).toBe(true)
    expect(answer.content[0]).toMatchObject({
      text: expect.stringMatching(/^Invalid JSON: \{\nError: /),
    })
    await client.close()
  })

  test('tells the time in three ways', () => {
    expect(describeTime(new Date('2026-01-02T03:04:05.678Z'))).toBe(
      'Current Timestamp:\n- Unix (seconds): 1767323045\n- Unix (milliseconds): 1767323045678\n- RFC3339: 2026-01-02T03:04:05Z',
    )
  })

  test('does not know a session that it did not open', async () => {
    const response = await fetch(`${at.origin}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'mcp-session-id': 'nobody' },
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    })
    expect([response.status, await response.text()]).toEqual([404, 'session not found\n'])
  })

  test('refuses a page from elsewhere, whatever Host a gateway sends', async () => {
    const url = `${at.origin}/health`
    const foreign = await fetch(url, { headers: { origin: 'http://evil.example' } })
    expect(foreign.status).toBe(403)
    expect(await (await fetch(url)).json()).toEqual({ status: 'ok' })
  })
})
