import { getRequestListener } from '@hono/node-server'
import {
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
} from '@modelcontextprotocol/server'

import type { LabService } from '../../service.ts'
import { loadLibrary } from './library/library.ts'
import { buildSearchIndex } from './library/searchIndex.ts'
import { mcpHandler } from './mcp.ts'
import { allTools } from './tools/all.ts'

export interface Knowledge extends LabService {
  /** How many `tools/call` requests were dispatched since start or `reset`. */
  toolCalls(): number
  reset(): void
}

/**
 * The knowledge base server: MCP at `/mcp`, liveness at `GET /healthz`. It answers only requests whose
 * Host, and Origin where there is one, are loopback names, as MCP asks of local servers against DNS
 * rebinding (specification 2025-11-25, transports, security warning).
 * @throws Error that names the content file when one does not have its shape
 */
export async function createKnowledge(): Promise<Knowledge> {
  const library = await loadLibrary()
  let calls = 0
  const mcp = mcpHandler(allTools(library, buildSearchIndex(library)), () => calls++)

  const health = () => ({
    status: 'ok',
    products: library.products.length,
    crds: library.crds.length,
    useCases: library.useCases.length,
    toolCalls: calls,
  })

  const fetch = async (request: Request): Promise<Response> => {
    const rejected =
      hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
      originValidationResponse(request, localhostAllowedOrigins())
    if (rejected) return rejected
    const { pathname } = new URL(request.url)
    if (pathname === '/mcp') return mcp.fetch(request)
    if (pathname === '/healthz') return Response.json(health())
    return Response.json(
      { error: `There is nothing at ${pathname}; MCP is at /mcp, liveness at /healthz` },
      { status: 404 },
    )
  }

  return {
    // The process has other services; their Request and Response stay as Node made them.
    handler: getRequestListener(fetch, { overrideGlobalObjects: false }),
    close: () => mcp.close(),
    toolCalls: () => calls,
    reset: () => {
      calls = 0
    },
  }
}
