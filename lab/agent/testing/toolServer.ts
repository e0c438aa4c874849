import { getRequestListener } from '@hono/node-server'
import { type CallToolResult, Server, createMcpHandler } from '@modelcontextprotocol/server'

import { listen } from '../../runtimes/testing/listen.ts'

/** A tool server with the given tools, none of which takes an argument; `beforeList` delays its list. */
export async function listenToolServer(
  tools: Record<string, () => CallToolResult | Promise<CallToolResult>>,
  beforeList: () => Promise<void> = () => Promise.resolve(),
) {
  const mcp = createMcpHandler(() => {
    const server = new Server({ name: 'double', version: '1.0.0' }, { capabilities: { tools: {} } })
    server.setRequestHandler('tools/list', async () => {
      await beforeList()
      return {
        tools: Object.keys(tools).map((name) => ({
          name,
          inputSchema: { type: 'object' as const },
        })),
      }
    })
    server.setRequestHandler('tools/call', ({ params }) => {
      const tool = tools[params.name]
      if (!tool) throw new Error(`the double has no tool ${params.name}`)
      return tool()
    })
    return server
  })
  const at = await listen({
    handler: getRequestListener((request) => mcp.fetch(request), { overrideGlobalObjects: false }),
    close: () => mcp.close(),
  })
  return { url: `${at.url}/mcp`, close: at.close }
}
