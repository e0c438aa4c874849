import { releaseOf } from '../gateway/core/release.ts'
import { createGateway } from '../gateway/gateway.ts'
import { agentgatewayResources } from '../kubernetes/resources.ts'
import type { PortName } from '../ports.ts'
import { fromDocuments } from './fromDocuments.ts'
import { serviceOf } from './lazy.ts'
import { createLineLog } from './lineLog.ts'
import type { GatewayProduct, PartContext } from './part.ts'
import { manifestFolder, manifestVariables } from './variables.ts'

export interface AgentgatewayPart {
  id: string
  data: PortName
  admin: PortName
  /** Folders under `lab/manifests`, read in this order. */
  manifests: readonly string[]
  pod: { namespace: string; name: string }
}

/**
 * One agentgateway, made at once: its documents are checked before anybody asks. `SESSION_KEY` makes its
 * session ids unreadable, `LAB_AGENTGATEWAY_VERSION` gives it the wire of another release.
 * @throws ManifestRefusal for a document that cannot be honoured
 */
export async function startAgentgateway(
  context: PartContext,
  { id, data, admin, manifests, pod }: AgentgatewayPart,
): Promise<GatewayProduct> {
  const { env } = context
  const log = createLineLog()
  const gateway = fromDocuments(
    () =>
      createGateway({
        manifests: manifests.map(manifestFolder),
        variables: manifestVariables(context),
        release: releaseOf(env['LAB_AGENTGATEWAY_VERSION']),
        sessionKey: env['SESSION_KEY'],
        log: log.write,
      }),
    (made) => made,
    (made) => made.data.close?.(),
  )
  await gateway.get()
  return {
    services: {
      [data]: serviceOf(gateway, (made) => made.data),
      [admin]: serviceOf(gateway, (made) => made.admin),
    },
    restart: gateway.restart,
    reset: gateway.reset,
    close: gateway.drop,
    cluster: {
      id,
      documents: gateway.documents,
      resources: agentgatewayResources,
      pod: { ...pod, lines: log.lines },
    },
  }
}
