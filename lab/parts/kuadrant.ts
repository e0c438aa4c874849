import { kuadrantResources } from '../kubernetes/resources.ts'
import { fromDocuments } from './fromDocuments.ts'
import { serviceOf } from './lazy.ts'
import type { GatewayProduct, PartContext } from './part.ts'
import { manifestFolder, manifestVariables } from './variables.ts'

/** The product's own variables that the lab hands on to it. */
const own = /^(GATEWAY_SIGNING_KEY|TRUSTED_HEADER_PUBLIC_KEY|OAUTH_[A-Z_]+)$/

/** Kuadrant's gateway and broker, made when one of them is first asked. */
export function prepareKuadrant(context: PartContext): GatewayProduct {
  const handedOn = Object.entries(context.env).flatMap(([name, value]) =>
    own.test(name) && value !== undefined ? [[name, value] as const] : [],
  )
  const kuadrant = fromDocuments(
    async () => {
      const { createKuadrant } = await import('../kuadrant/kuadrant.ts')
      return createKuadrant({
        manifests: manifestFolder('kuadrant'),
        variables: { ...manifestVariables(context), ...Object.fromEntries(handedOn) },
      })
    },
    (made) => made.configuration,
    async (made) => {
      await made.gateway.close?.()
      await made.broker.close?.()
    },
  )
  return {
    services: {
      kuadrantGateway: serviceOf(kuadrant, (made) => made.gateway),
      kuadrantBroker: serviceOf(kuadrant, (made) => made.broker),
    },
    restart: kuadrant.restart,
    reset: kuadrant.reset,
    close: kuadrant.drop,
    cluster: {
      id: 'kuadrant',
      documents: kuadrant.documents,
      resources: kuadrantResources,
      // Envoy's own log is not imitated.
      pod: { namespace: 'mcp-system', name: 'mcp-broker-router', lines: () => [] },
    },
  }
}
