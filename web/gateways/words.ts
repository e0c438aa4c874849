import type { GatewayAbout, GatewayProduct, TransportKind } from '#bff'

const products: Record<GatewayProduct, string> = {
  agentgateway: 'agentgateway',
  kuadrant: 'Kuadrant MCP gateway',
  'mcp-proxy': 'kgateway mcp-proxy',
  other: 'MCP server',
}
/** A product as its makers call it; what is none of them is a server that speaks MCP. */
export const sayProduct = (product: GatewayProduct): string => products[product]

const transports: Record<TransportKind, string> = {
  'streamable-http': 'Streamable HTTP',
  sse: 'HTTP with SSE',
  unknown: 'not known',
}
/** The names of the MCP specification: 2025-03-26 and later, and 2024-11-05. */
export const sayTransport = (transport: TransportKind): string => transports[transport]

const sessions: Record<GatewayAbout['sessions'], string> = {
  stateful: 'kept',
  stateless: 'none, stateless',
  unknown: 'not known',
}
export const saySessions = (kind: GatewayAbout['sessions']): string => sessions[kind]
