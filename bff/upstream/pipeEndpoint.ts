import { pathBelow } from './http.ts'

/** How the TypeScript and the Python SDK name a session of HTTP with SSE in an address (MCP 2024-11-05). */
const sessionNames = new Set(['sessionId', 'session_id'])

/** What of a query may pass, in either direction, byte for byte: the session, and nothing that nobody thought of. */
export const sessionQuery = (query: string): string =>
  query
    .split('&')
    .filter((pair) => sessionNames.has(pair.slice(0, Math.max(0, pair.indexOf('=')))))
    .join('&')

/** Where a gateway is, and where the pipe to it is. */
export interface PipePlace {
  /** The gateway's configured URL. */
  gateway: URL
  /** What was asked of it, absolute: relative endpoints start there. */
  asked: string
  /** Path of the pipe: `/bff/p/alice/t/mcp-proxy`. */
  here: string
}

/**
 * The pipe's own address for the endpoint that a gateway of HTTP with SSE names, or null where none leads there:
 * it is elsewhere than below the gateway's URL. agentgateway 75b4e6c names an absolute path
 * (`/sse?sessionId=…`), mcp-proxy 0.0.3 a query alone.
 */
export function endpointHere(endpoint: string, { gateway, asked, here }: PipePlace): string | null {
  if (!URL.canParse(endpoint, asked)) return null
  const { origin, pathname, search } = new URL(endpoint, asked)
  const top = gateway.pathname.replace(/\/$/, '')
  if (origin !== gateway.origin || !`${pathname}/`.startsWith(`${top}/`)) return null
  const rest = pathname.slice(top.length)
  const query = sessionQuery(search.slice(1))
  if (pathBelow(gateway, rest) === null) return null
  return `${here}${rest === '/' ? '' : rest}${query === '' ? '' : `?${query}`}`
}
