import type { Checked } from '../../documents/check.ts'
import type { Path } from '../../documents/source.ts'
import type { McpBackend, McpTarget, ObjectName } from '../core/model.ts'
import type { BackendManifest, KgatewayBackendManifest } from './backendSchema.ts'
import { hostOf } from './clusterHost.ts'
import type { Manifests } from './load.ts'
import { type LoadedService, selectTargets } from './services.ts'
import { defaultPaths } from './targetPath.ts'

/** Every MCP backend with the targets it has now: selectors are answered by the Services there are. */
export function resolveBackends(manifests: Manifests): McpBackend[] {
  const { backends, kgatewayBackends } = manifests
  return [
    ...backends.map((backend) => fromAgentgateway(backend, manifests)),
    ...kgatewayBackends.map((backend) => fromKgateway(backend, manifests)),
  ]
}

const nameOf = ({ value: { metadata } }: Checked<{ metadata: ObjectName }>): ObjectName => ({
  namespace: metadata.namespace,
  name: metadata.name,
})

function fromAgentgateway(backend: Checked<BackendManifest>, { services }: Manifests): McpBackend {
  const { targets, ...settings } = backend.value.spec.mcp
  const name = nameOf(backend)
  const found = targets.flatMap((target, index): McpTarget[] => {
    if (target.selector !== undefined)
      return selectTargets(services, name.namespace, target.selector.services.matchLabels)
    if (target.static === undefined) return []
    const { protocol } = target.static
    return [
      { name: target.name, protocol, url: staticUrl(backend, target.static, index, services) },
    ]
  })
  return { kind: 'AgentgatewayBackend', name, ...settings, targets: distinct(backend, found) }
}

/** kgateway 2.1 had none of the settings; its gateway kept sessions and prefixed when it had to. */
function fromKgateway(
  backend: Checked<KgatewayBackendManifest>,
  { services }: Manifests,
): McpBackend {
  const name = nameOf(backend)
  const found = backend.value.spec.mcp.targets.flatMap((target, index): McpTarget[] => {
    const selected = target.selectors?.serviceSelector ?? target.selector?.service
    if (selected !== undefined) return selectTargets(services, name.namespace, selected.matchLabels)
    if (target.static === undefined) return []
    const { host, protocol, path = defaultPaths[protocol], name: own } = target.static
    const place = ['spec', 'mcp', 'targets', index, 'static']
    const url = new URL(path, `http://${hostOf(target.static, services, backend, place)}`)
    return [{ name: own ?? target.name ?? host, protocol, url }]
  })
  return {
    kind: 'Backend',
    name,
    sessionRouting: 'Stateful',
    failureMode: 'FailClosed',
    prefixMode: 'Conditional',
    targets: distinct(backend, found),
  }
}

type Static = NonNullable<BackendManifest['spec']['mcp']['targets'][number]['static']>

function staticUrl(
  backend: Checked<BackendManifest>,
  address: Static,
  index: number,
  services: readonly LoadedService[],
): URL {
  const { host, protocol, path = defaultPaths[protocol], policies } = address
  const place = ['spec', 'mcp', 'targets', index, 'static']
  if (policies?.tls.sni !== undefined && policies.tls.sni !== host)
    throw backend.refuse(
      [...place, 'policies', 'tls', 'sni'],
      `this gateway sends the target's host as server name; write ${host} or leave it out`,
    )
  const scheme = policies === undefined ? 'http' : 'https'
  return new URL(path, `${scheme}://${hostOf(address, services, backend, place)}`)
}

/** Names lead a call to its target, so no two may share one. */
function distinct(backend: Checked<unknown>, targets: McpTarget[]): McpTarget[] {
  const path: Path = ['spec', 'mcp', 'targets']
  for (const [index, { name }] of targets.entries())
    if (targets.findIndex((target) => target.name === name) !== index)
      throw backend.refuse(path, `two targets are called ${name}; give one another name`)
  return targets
}
