import type { TopologyNode } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { valuesOf } from './dumpedRoutes.ts'
import type { KubernetesObject } from './kubernetes/object.ts'

type Manifest = NonNullable<TopologyNode['manifest']>

/**
 * Nodes with the documents that the cluster really has for them: a gateway reports the name of a backend and
 * not its kind, of a selected Service the name that it made from it, of a registration its route.
 */
export function withManifests(
  nodes: readonly TopologyNode[],
  documents: readonly KubernetesObject[],
): TopologyNode[] {
  return nodes.map((node) => {
    const found =
      node.kind === 'backend'
        ? documents.find((one) => isBackend(one) && isSame(one, node.manifest))
        : node.kind === 'target'
          ? documents.find(
              (one) => isService(one, node.label) || isRegistration(one, node.manifest),
            )
          : undefined
    return found === undefined ? node : { ...node, manifest: manifestOf(found) }
  })
}

const isBackend = ({ kind }: KubernetesObject): boolean => kind.endsWith('Backend')

const isSame = ({ metadata }: KubernetesObject, manifest: Manifest | undefined): boolean =>
  metadata.name === manifest?.name && metadata.namespace === manifest.namespace

/** A target that a selector found is called `<service>-<port>` (agentgateway 75b4e6c), unless it is told otherwise. */
function isService({ kind, metadata, spec }: KubernetesObject, target: string): boolean {
  if (kind !== 'Service' || !isRecord(spec)) return false
  const { annotations } = metadata
  if (isRecord(annotations) && annotations['agentgateway.dev/mcp-target-name'] === target)
    return true
  return valuesOf(spec['ports']).some(({ port }) => target === `${metadata.name}-${String(port)}`)
}

function isRegistration(
  { kind, metadata, spec }: KubernetesObject,
  route: Manifest | undefined,
): boolean {
  const target = isRecord(spec) ? spec['targetRef'] : undefined
  if (kind !== 'MCPServerRegistration' || route?.kind !== 'HTTPRoute' || !isRecord(target))
    return false
  const { name, namespace = metadata.namespace } = target
  return name === route.name && namespace === route.namespace
}

const manifestOf = ({ apiVersion, kind, metadata }: KubernetesObject): Manifest => ({
  apiVersion,
  kind,
  namespace: metadata.namespace ?? '',
  name: metadata.name,
})
