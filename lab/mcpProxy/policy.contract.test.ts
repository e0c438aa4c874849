import { readFile } from 'node:fs/promises'

import { Client, SSEClientTransport } from '@modelcontextprotocol/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { manifests, type RunningProxy, startProxy, token } from './testing.ts'

const policy = await readFile(`${manifests}/later/mcp-auth-policy.yaml`, 'utf8')
const name = 'default/mcp-tool:convert_to_markdown'

let running: RunningProxy
let client: Client
beforeAll(async () => {
  running = await startProxy()
})
afterAll(() => running.close())
beforeEach(async () => {
  client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new SSEClientTransport(new URL(running.sse), { requestInit }))
})
afterEach(async () => {
  running.proxy.configuration.remove(policy)
  await client.close()
})

const call = (tool = name) =>
  client.callTool({ name: tool, arguments: { uri: 'data:text/html,<h1>Hi</h1>' } })

describe('an MCPAuthPolicy, as the official client sees it', () => {
  test('is what a call waits for: listed, refused, applied, answered, in one session', async () => {
    const { tools } = await client.listTools()
    expect(tools.map((tool) => tool.name)).toEqual([name])
    await expect(call()).rejects.toMatchObject({ code: -32600, message: 'not allowed' })

    expect(running.proxy.configuration.apply(policy)).toEqual([
      'gateway.kgateway.dev/MCPAuthPolicy default/mcp-jq-auth',
    ])
    expect((await call()).content).toEqual([{ type: 'text', text: '# Hi\n' }])

    running.proxy.configuration.remove(policy)
    await expect(call()).rejects.toMatchObject({ code: -32600 })
  })

  test.each([
    ['another value', 'value: me', 'value: you'],
    ['a claim that is no string', 'claim: sub', 'claim: exp'],
    ['another tool', 'convert_to_markdown', 'convert'],
  ])('does not grant for %s', async (_, from, to) => {
    running.proxy.configuration.apply(policy.replace(from, to))
    await expect(call()).rejects.toMatchObject({ code: -32600, message: 'not allowed' })
  })

  test.each([
    ['convert_to_markdown', 'invalid tool name'],
    ['default/other:convert_to_markdown', 'invalid service name'],
  ])('that grants everything leaves %s an %s', async (tool, message) => {
    running.proxy.configuration.apply(policy.replace(name, "'*'"))
    await expect(call(tool)).rejects.toMatchObject({ code: -32600, message })
    expect((await call()).isError).not.toBe(true)
  })

  test('leaves the error of the tool itself as it is', async () => {
    running.proxy.configuration.apply(policy)
    const failed = await client.callTool({ name, arguments: { uri: 'data:image/png,x' } })
    expect(failed.isError).toBe(true)
    expect(failed.content[0]).toMatchObject({ text: expect.stringContaining('image/png') })
  })
})
