import { mcpProxyResources } from '../kubernetes/resources.ts'
import { fromDocuments } from './fromDocuments.ts'
import { serviceOf } from './lazy.ts'
import type { GatewayProduct, PartContext } from './part.ts'
import { manifestFolder, manifestVariables } from './variables.ts'

/** kgateway's mcp-proxy, made when it is first asked. */
export function prepareMcpProxy(context: PartContext): GatewayProduct {
  const proxy = fromDocuments(
    async () => {
      const { createMcpProxy } = await import('../mcpProxy/mcpProxy.ts')
      return createMcpProxy({
        manifests: manifestFolder('mcp-proxy'),
        variables: manifestVariables(context),
      })
    },
    (made) => made.configuration,
    (made) => made.data.close?.(),
  )
  return {
    services: {
      mcpProxy: serviceOf(proxy, (made) => made.data),
      mcpProxyAdmin: serviceOf(proxy, (made) => made.admin),
    },
    restart: proxy.restart,
    reset: proxy.reset,
    close: proxy.drop,
    cluster: {
      id: 'mcp-proxy',
      documents: proxy.documents,
      resources: mcpProxyResources,
      // What the proxy writes is not known, and not imitated.
      pod: { namespace: 'default', name: 'mcp-gateway', lines: () => [] },
    },
  }
}
