import type { Checked } from '../../documents/check.ts'
import { ManifestRefusal } from '../../documents/refusal.ts'
import { mergeRules } from '../cel/rules.ts'
import type { AppliedPolicy, GatewayModel, McpBackend, ObjectName, Route } from '../core/model.ts'
import type { Manifests } from './load.ts'
import { resolveBackends } from './resolveBackends.ts'
import type { OpenKeys } from './resolveJwt.ts'
import { resolvePolicies } from './resolvePolicies.ts'
import type { GatewayManifest, RouteManifest } from './schemas.ts'

/** Follows every reference and merges the policies of each route. @throws ManifestRefusal */
export function resolve(manifests: Manifests, openKeys: OpenKeys): GatewayModel {
  const [gateway, second] = manifests.gateways
  if (gateway === undefined)
    throw new ManifestRefusal(
      { file: 'the folder', line: 1, column: 1 },
      'it holds no Gateway; add one',
    )
  if (second !== undefined)
    throw second.refuse(['metadata', 'name'], 'one folder is one Gateway; move this one elsewhere')
  const [listener] = gateway.value.spec.listeners
  if (listener === undefined) throw gateway.refuse(['spec', 'listeners'], 'it needs a listener')
  const backends = resolveBackends(manifests)
  const policies = resolvePolicies(manifests, openKeys)
  const name = nameOf(gateway)
  return {
    name,
    listener: { name: listener.name, port: listener.port },
    backends,
    policies,
    routes: manifests.routes.flatMap((route) => toRoutes(route, gateway, backends, policies)),
  }
}

const nameOf = ({ value: { metadata } }: Checked<{ metadata: ObjectName }>): ObjectName => ({
  namespace: metadata.namespace,
  name: metadata.name,
})

const same = (one: ObjectName, other: ObjectName): boolean =>
  one.name === other.name && one.namespace === other.namespace

function toRoutes(
  route: Checked<RouteManifest>,
  gateway: Checked<GatewayManifest>,
  backends: readonly McpBackend[],
  policies: readonly AppliedPolicy[],
): Route[] {
  const name = nameOf(route)
  checkParents(route, gateway)
  return route.value.spec.rules.map((rule, index) => {
    const ref = rule.backendRefs[0]
    const path = ['spec', 'rules', index, 'backendRefs', 0]
    if (ref?.namespace !== undefined && ref.namespace !== name.namespace)
      throw route.refuse(
        [...path, 'namespace'],
        'a backend of another namespace needs a ReferenceGrant, which this gateway does not read',
      )
    const wanted = { namespace: name.namespace, name: ref?.name ?? '' }
    const kind = ref?.kind ?? 'AgentgatewayBackend'
    const backend = backends.find(
      (candidate) => candidate.kind === kind && same(candidate.name, wanted),
    )
    if (backend === undefined)
      throw route.refuse(
        [...path, 'name'],
        `there is no ${kind} ${wanted.namespace}/${wanted.name}; correct the name or add its document`,
      )
    const matches = rule.matches.map((match) => match.path)
    return { name, rule: rule.name, matches, backend, ...effective(policies, name, backend, route) }
  })
}

function checkParents(route: Checked<RouteManifest>, gateway: Checked<GatewayManifest>): void {
  const home = route.value.metadata.namespace
  const [listener] = gateway.value.spec.listeners
  for (const [index, parent] of route.value.spec.parentRefs.entries()) {
    const path = ['spec', 'parentRefs', index]
    const wanted = { namespace: parent.namespace ?? home, name: parent.name }
    if (!same(wanted, nameOf(gateway)))
      throw route.refuse(
        [...path, 'name'],
        `there is no Gateway ${wanted.namespace}/${wanted.name}; correct the name`,
      )
    if (parent.sectionName !== undefined && parent.sectionName !== listener?.name)
      throw route.refuse([...path, 'sectionName'], `the only listener is ${listener?.name}`)
    if (listener?.allowedRoutes.namespaces.from === 'Same' && home !== wanted.namespace)
      throw route.refuse(
        path,
        `the listener allows routes of ${wanted.namespace} only; write from: All there`,
      )
  }
}

/** The nearer JWT policy wins, route over gateway; authorization of all levels acts together. */
function effective(
  policies: readonly AppliedPolicy[],
  name: ObjectName,
  backend: McpBackend,
  route: Checked<RouteManifest>,
): Pick<Route, 'jwt' | 'authorization' | 'mcpAuthorization'> {
  const onRoute = policies.filter((p) => p.target.kind === 'HTTPRoute' && same(p.target.name, name))
  const onGateway = policies.filter(({ target }) => target.kind === 'Gateway')
  const onBackend = policies.filter(
    (p) => p.target.kind === backend.kind && same(p.target.name, backend.name),
  )
  const all = [...onGateway, ...onRoute, ...onBackend]
  const [jwt] = [onRoute, onGateway].flatMap((level) => {
    const found = level.filter((policy) => policy.jwt !== undefined)
    if (found.length > 1)
      throw route.refuse(
        ['metadata', 'name'],
        `two JWT policies apply to this route (${found.map((p) => p.name.name).join(', ')}); keep one`,
      )
    return found
  })
  return {
    jwt: jwt?.jwt,
    authorization: mergeRules(all.map((policy) => policy.authorization)),
    mcpAuthorization: mergeRules(all.map((policy) => policy.mcpAuthorization)),
  }
}
