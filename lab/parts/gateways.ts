import { startAgentgateway } from './agentgateway.ts'
import { prepareKuadrant } from './kuadrant.ts'
import { prepareMcpProxy } from './mcpProxy.ts'
import type { GatewayProduct, PartContext } from './part.ts'

/**
 * The gateways. `PARALLAX_GATEWAY_URL` names a real one in the place of `solo-kb-demo`, with all that is
 * on its listener.
 * @throws ManifestRefusal for a document of an agentgateway; the others tell when they are first asked
 */
export async function startGateways(context: PartContext): Promise<GatewayProduct[]> {
  const agentgateways = await Promise.all([
    ...(context.env['PARALLAX_GATEWAY_URL'] ? [] : [soloKbDemo]).map((part) =>
      startAgentgateway(context, part),
    ),
    startAgentgateway(context, {
      id: 'website-fetcher',
      data: 'sseGateway',
      admin: 'sseGatewayAdmin',
      manifests: ['website-fetcher'],
      pod: { namespace: 'agentgateway-system', name: 'agentgateway' },
    }),
    startAgentgateway(context, {
      id: 'dynamic',
      data: 'dynamicGateway',
      admin: 'dynamicGatewayAdmin',
      manifests: ['dynamic'],
      pod: { namespace: 'default', name: 'agentgateway' },
    }),
  ])
  return [...agentgateways, prepareKuadrant(context), prepareMcpProxy(context)]
}

const soloKbDemo = {
  id: 'solo-kb-demo',
  data: 'gateway',
  admin: 'gatewayAdmin',
  manifests: ['solo-kb', 'everything'],
  pod: { namespace: 'kagent', name: 'solo-kb-demo' },
} as const
