import {
  type McpHttpHandler,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  createMcpHandler,
} from '@modelcontextprotocol/server'

import type { Tool } from './tools/tool.ts'

const instructions =
  'Facts about kgateway, agentgateway, istio, kagent, agentregistry, the Gateway API and the Kuadrant MCP gateway. Cite the use-case file or CRD kind that a tool names, and its version. What no tool returns is not known here.'

/**
 * Speaks MCP over Streamable HTTP without sessions, in every revision from 2024-11-05 to 2026-07-28.
 * The SDK's low-level server is used because it is built anew for each request, and registering ten
 * tools on the high-level one costs milliseconds each time.
 * @param onCall told once for every `tools/call` that is dispatched, whatever becomes of it
 */
export function mcpHandler(tools: Tool[], onCall: () => void): McpHttpHandler {
  const listings = tools.map((tool) => tool.listing)
  const byName = new Map(tools.map((tool) => [tool.listing.name, tool]))
  return createMcpHandler(() => {
    const server = new Server(
      { name: 'parallax-lab-knowledge-base', title: 'Knowledge base of the lab', version: '1.0.0' },
      { capabilities: { tools: {} }, instructions },
    )
    server.setRequestHandler('tools/list', () => ({ tools: listings }))
    server.setRequestHandler('tools/call', ({ params }) => {
      onCall()
      const tool = byName.get(params.name)
      // The words of McpServer in @modelcontextprotocol/server 2.4.0.
      if (tool === undefined)
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Tool ${params.name} not found`)
      return tool.call(params.arguments)
    })
    return server
  })
}
