import type { GatewayAbout, GatewayProduct } from '#bff'

const products: Record<GatewayProduct, string> = {
  agentgateway: 'agentgateway',
  kuadrant: 'Kuadrant MCP gateway',
  'mcp-proxy': 'kgateway mcp-proxy',
  other: 'MCP server',
}
/** A product as its makers call it; what is none of them is a server that speaks MCP. */
export const sayProduct = (product: GatewayProduct): string => products[product]

const sessions: Record<GatewayAbout['sessions'], string> = {
  stateful: 'Stateful',
  stateless: 'Stateless',
  unknown: 'Not known',
}
/** Whether it gives out sessions. */
export const saySessions = (kind: GatewayAbout['sessions']): string => sessions[kind]
