import { addresses } from '../config.ts'
import type { PartContext } from './part.ts'

/** What the manifests leave open: the ports of this run, and the issuer when a real one replaces the lab's. */
export function manifestVariables({ env, ports }: PartContext): Record<string, string> {
  const { issuer } = addresses(env, ports)
  const idp = new URL(issuer)
  return {
    LAB_GATEWAY_PORT: String(ports.gateway),
    LAB_KNOWLEDGE_PORT: String(ports.knowledge),
    LAB_EVERYTHING_PORT: String(ports.everything),
    LAB_SSE_GATEWAY_PORT: String(ports.sseGateway),
    LAB_FETCHER_PORT: String(ports.fetcher),
    LAB_KUADRANT_PORT: String(ports.kuadrantGateway),
    LAB_KUADRANT_BROKER_PORT: String(ports.kuadrantBroker),
    LAB_SAMPLE_PORT: String(ports.sample),
    LAB_MCP_PROXY_PORT: String(ports.mcpProxy),
    LAB_MCP_TOOL_PORT: String(ports.markitdown),
    LAB_DYNAMIC_GATEWAY_PORT: String(ports.dynamicGateway),
    LAB_ISSUER: issuer,
    LAB_IDP_HOST: idp.hostname,
    LAB_IDP_PORT: idp.port || (idp.protocol === 'https:' ? '443' : '80'),
  }
}

/** The folders of the manifests, by name. */
export const manifestFolder = (name: string): string =>
  new URL(`../manifests/${name}`, import.meta.url).pathname
