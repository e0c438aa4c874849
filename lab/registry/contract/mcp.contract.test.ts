import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { openTarget } from './target.ts'

const target = await openTarget()
const { mcpUrl, own } = target
const { token } = client(target)
afterAll(() => target.close())

async function connect(path: string, profile?: string): Promise<Client> {
  const mcp = new Client({ name: 'contract', version: '1.0.0' })
  const headers = profile && { authorization: `Bearer ${await token(profile)}` }
  const transport = new StreamableHTTPClientTransport(new URL(path, mcpUrl), {
    requestInit: { headers: headers || {} },
  })
  await mcp.connect(transport)
  return mcp
}

const agents = async (mcp: Client) =>
  JSON.stringify(await mcp.callTool({ name: 'list_agents', arguments: {} }))

describe.skipIf(!mcpUrl)('the MCP server', () => {
  test.each(['/mcp', '/', '/sse'])('lists its ten tools at %s', async (path) => {
    const mcp = await connect(path, 'admin')
    const { tools } = await mcp.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'list_agents',
      'list_servers',
      'list_skills',
      'list_deployments',
      'get_agent',
      'get_server',
      'get_skill',
      'get_deployment',
      'registry_health',
      'registry_version',
    ])
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
    await mcp.close()
  })

  test.skipIf(!own)('shows what the bearer may read', async () => {
    const [admin, docs, nobody] = await Promise.all([
      connect('/mcp', 'admin'),
      connect('/mcp', 'docs'),
      connect('/mcp'),
    ])
    expect(await agents(admin)).toContain('ticket-triage')
    expect(await agents(docs)).toContain('docs-reviewer')
    expect(await agents(docs)).not.toContain('ticket-triage')
    expect(await agents(nobody)).toContain('"items":[]')
    for (const mcp of [admin, docs, nobody]) await mcp.close()
  })

  test.skipIf(!own)('reads one record, and answers an error for what is not there', async () => {
    const mcp = await connect('/mcp', 'admin')
    const read = await mcp.callTool({ name: 'get_server', arguments: { name: 'solo-kb' } })
    expect(read.structuredContent).toMatchObject({ kind: 'MCPServer', metadata: { tag: 'latest' } })
    const missing = await mcp.callTool({
      name: 'get_agent',
      arguments: { name: 'upgrade-planner' },
    })
    expect(missing).toMatchObject({
      isError: true,
      content: [{ text: 'Agent "default"/"upgrade-planner" not found' }],
    })
    const bad = await mcp.callTool({ name: 'get_agent', arguments: {} })
    expect(bad).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/^name: /) }],
    })
    await mcp.close()
  })

  test('is healthy, and refuses a token of nobody', async () => {
    expect((await fetch(`${mcpUrl}/healthz`)).status).toBe(200)
    const refused = await fetch(`${mcpUrl}/mcp`, {
      method: 'POST',
      headers: { authorization: 'Bearer not.a.token', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(refused.status).toBe(401)
  })
})
