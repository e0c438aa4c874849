import { getRequestListener } from '@hono/node-server'
import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type Tool as ToolListing,
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
} from '@modelcontextprotocol/server'
import * as z from 'zod'

import type { LabService } from '../../service.ts'
import { Problem } from '../problem.ts'
import { versionOf } from '../routes/meta.ts'
import type { Asker, World } from '../world.ts'
import { type Tool, tools } from './tools.ts'

/** All of these speak MCP: the product's bridge takes whichever a client was configured with. */
const mcpPaths = ['/mcp', '/', '/sse']

/** Answers who asks, or undefined for a token that is not to be trusted; without a token, nobody. */
export type AskByHeader = (authorization: string | undefined) => Promise<Asker | undefined>

/** The registry's own MCP server (port 31313): ten read tools, which show what the caller may read. */
export function createRegistryMcp(world: World, ask: AskByHeader): LabService {
  const listings = tools.map(listing)
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const mcp = createMcpHandler(async ({ requestInfo }) => {
    const asker = await ask(requestInfo?.headers.get('authorization') ?? undefined)
    const server = new Server(
      { name: 'agentregistry-mcp', version: versionOf(world).version },
      { capabilities: { tools: {} } },
    )
    server.setRequestHandler('tools/list', () => ({ tools: listings }))
    server.setRequestHandler('tools/call', ({ params }) => {
      const tool = byName.get(params.name)
      if (!tool || !asker)
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Tool ${params.name} not found`)
      return call(world, asker, tool, params.arguments ?? {})
    })
    return server
  })

  const fetch = async (request: Request): Promise<Response> => {
    const rejected = hostHeaderValidationResponse(request, localhostAllowedHostnames())
    if (rejected) return rejected
    const { pathname } = new URL(request.url)
    if (pathname === '/healthz') return Response.json({ status: 'ok' })
    if (!mcpPaths.includes(pathname)) return new Response('404 page not found', { status: 404 })
    const asker = await ask(request.headers.get('authorization') ?? undefined)
    return asker ? mcp.fetch(request) : new Response('Unauthorized', { status: 401 })
  }
  return { handler: getRequestListener(fetch), close: () => mcp.close() }
}

function listing({ name, description, input }: Tool): ToolListing {
  const made = z.toJSONSchema(input, { target: 'draft-2020-12', io: 'input' })
  return {
    name,
    description,
    inputSchema: made as ToolListing['inputSchema'], // a zod object makes type "object"; the SDK only types JSON values narrower
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  }
}

const failed = (message: string): CallToolResult => ({
  content: [{ type: 'text', text: message }],
  isError: true,
})

function call(
  world: World,
  asker: Asker,
  tool: Tool,
  input: Record<string, unknown>,
): CallToolResult {
  try {
    const answer = tool.answer(world, asker, input)
    return {
      content: [{ type: 'text', text: JSON.stringify(answer) }],
      structuredContent: { ...answer },
    }
  } catch (error) {
    if (error instanceof Problem) return failed(error.message)
    if (error instanceof z.ZodError)
      return failed(
        error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      )
    throw error
  }
}
