import type { McpTarget } from '../core/model.ts'

/** Where a target that names no path is asked (agentgateway 75b4e6c, types/agent.rs). */
export const defaultPaths: Record<McpTarget['protocol'], string> = {
  StreamableHTTP: '/mcp',
  SSE: '/sse',
}
