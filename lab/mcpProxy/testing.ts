import { listen } from '../gateway/testing/listen.ts'
import { createMarkitdown } from '../servers/markitdown/markitdown.ts'
import { createMcpProxy, type McpProxy } from './mcpProxy.ts'

/** The documents that the lab runs the proxy with. */
export const manifests = new URL('../manifests/mcp-proxy', import.meta.url).pathname

/** A token for that listener: `iss` me, `aud` me.com, `sub` me, ES256, good until 2030-03-25. */
export const token =
  'eyJhbGciOiJFUzI1NiIsImtpZCI6IlhoTzA2eDhKaldIMXd3a1dreWVFVXhzb29HRVdvRWRpZEVwd3lkX2htdUkiLCJ0eXAiOiJKV1QifQ.eyJhdWQiOiJtZS5jb20iLCJleHAiOjE5MDA2NTAyOTQsImlhdCI6MTc0MzYyNDc4NywiaXNzIjoibWUiLCJqdGkiOiJlM2MzNjhkYzBmNGUyODdiYzhkYmM2OTIyOTU5ZTA3M2YzMThkNTliYTlhZjdhY2Q0N2ViMWUzZGIyOTZlYTQwIiwibmJmIjoxNzQzNjI0Nzg3LCJzdWIiOiJtZSJ9.IshAKo62yWHwfnt62vR1nfa4SQmpSB-4ceAMXWs1P_rREl2gYj6nJ7HwLM5avv_eyOFbI-3rRZzCMCuNVLAF5w'

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
