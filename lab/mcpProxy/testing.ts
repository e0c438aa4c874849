import { listen } from '../gateway/testing/listen.ts'
import { publishedTokens } from '../publishedTokens.ts'
import { createMarkitdown } from '../servers/markitdown/markitdown.ts'
import { createMcpProxy, type McpProxy } from './mcpProxy.ts'

/** The documents that the lab runs the proxy with. */
export const manifests = new URL('../manifests/mcp-proxy', import.meta.url).pathname

/** The token that opens its listener. */
export const token = publishedTokens.LAB_SEED_003_TOKEN

export interface RunningProxy {
  proxy: McpProxy
  sse: string
  admin: string
  close(): Promise<void>
}

/** The lab's proxy and the tool behind it, on free ports. */
export async function startProxy(): Promise<RunningProxy> {
  const tool = createMarkitdown({ allowed: { origins: [] } })
  const behind = await listen(tool.handler)
  const proxy = await createMcpProxy({
    manifests,
    variables: { LAB_MCP_TOOL_PORT: String(behind.port) },
  })
  const data = await listen(proxy.data.handler)
  const admin = await listen(proxy.admin.handler)
  return {
    proxy,
    sse: `${data.origin}/sse`,
    admin: admin.origin,
    close: async () => {
      await proxy.data.close?.()
      await Promise.all([data.close(), admin.close()])
      await tool.close?.()
      await behind.close()
    },
  }
}

/** An open event stream, read event by event. */
export interface Stream {
  response: Response
  next(): Promise<string>
  leave(): Promise<void>
}

/** Opens the listener's stream with the token. */
export async function openStream(sse: string): Promise<Stream> {
  const left = new AbortController()
  const response = await fetch(sse, {
    headers: { authorization: `Bearer ${token}` },
    signal: left.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    response,
    next: async () => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const event = text.slice(0, end)
          text = text.slice(end + 2)
          return event
        }
        const chunk = await reader?.read()
        if (chunk === undefined || chunk.done) return 'the end'
        text += chunk.value
      }
    },
    leave: async () => {
      left.abort()
      await reader?.closed.catch(() => undefined)
    },
  }
}
