import type { Checked } from '../../documents/check.ts'
import type { AppliedPolicy, ObjectName, PolicyTarget } from '../core/model.ts'
import type { Manifests } from './load.ts'
import { type OpenKeys, resolveJwt } from './resolveJwt.ts'
import { resolveRules } from './resolveRules.ts'
import type { PolicyManifest } from './schemas.ts'

const groups: Record<PolicyTarget['kind'], string> = {
  Gateway: 'gateway.networking.k8s.io',
  HTTPRoute: 'gateway.networking.k8s.io',
  AgentgatewayBackend: 'agentgateway.dev',
}

/** Every policy of the folder, once per thing it targets. @throws ManifestRefusal */
export function resolvePolicies(manifests: Manifests, openKeys: OpenKeys): AppliedPolicy[] {
  return manifests.policies.flatMap((policy) => {
    const { kind, metadata, spec } = policy.value
    const content = {
      kind,
      name: { namespace: metadata.namespace, name: metadata.name },
      jwt: resolveJwt(policy, manifests, openKeys),
      authorization: resolveRules(
        policy,
        ['spec', 'traffic', 'authorization'],
        spec.traffic?.authorization,
      ),
      mcpAuthorization: resolveRules(
        policy,
        ['spec', 'backend', 'mcp', 'authorization'],
        spec.backend?.mcp.authorization,
      ),
    }
    return spec.targetRefs.map((_ref, index) => ({
      ...content,
      target: resolveTarget(policy, index, manifests),
    }))
  })
}

/** A target is always of the policy's own namespace, as in Kubernetes. */
function resolveTarget(
  policy: Checked<PolicyManifest>,
  index: number,
  manifests: Manifests,
): PolicyTarget {
  const { spec, metadata } = policy.value
  const path = ['spec', 'targetRefs', index]
  const ref = spec.targetRefs[index]
  if (ref === undefined) throw policy.refuse(path, 'there is no such targetRef')
  const { kind, sectionName } = ref
  if (ref.group !== groups[kind])
    throw policy.refuse(
      [...path, 'group'],
      `the kind ${kind} is of the group ${groups[kind]}; write that`,
    )
  if (kind === 'AgentgatewayBackend' && spec.traffic !== undefined)
    throw policy.refuse(
      ['spec', 'traffic'],
      'traffic applies before a backend is chosen; target the Gateway or an HTTPRoute with it',
    )
  const name = { namespace: metadata.namespace, name: ref.name }
  if (!named(manifests, kind).some(({ value }) => same(value.metadata, name)))
    throw policy.refuse(
      [...path, 'name'],
      `there is no ${kind} ${name.namespace}/${name.name}; correct the name or add its document`,
    )
  const listener = manifests.gateways[0]?.value.spec.listeners[0]?.name
  if (sectionName !== undefined && (kind !== 'Gateway' || sectionName !== listener))
    throw policy.refuse(
      [...path, 'sectionName'],
      `there is no section ${sectionName} of the ${kind}; the only one is the listener ${listener}`,
    )
  return { kind, name, sectionName }
}

function named(
  { gateways, routes, backends }: Manifests,
  kind: PolicyTarget['kind'],
): readonly Checked<{ metadata: ObjectName }>[] {
  if (kind === 'Gateway') return gateways
  return kind === 'HTTPRoute' ? routes : backends
}

const same = (one: ObjectName, other: ObjectName): boolean =>
  one.name === other.name && one.namespace === other.namespace
