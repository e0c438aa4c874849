import { originOf } from '../../documents/service.ts'
import type { Source } from '../../documents/source.ts'
import type { KuadrantModel, Server } from '../model.ts'
import { type KuadrantManifests, load, type Registration, type Route } from './load.ts'

/**
 * What the documents come to, as the controller would write it for broker and router.
 * @throws ManifestRefusal for a document that cannot be honoured, Error where one is missing altogether
 */
export function resolve(sources: readonly Source[]): KuadrantModel {
  const manifests = load(sources)
  const [gateway, another] = manifests.gateways
  if (gateway === undefined) throw new Error('There is no Gateway; add its document to the folder')
  if (another !== undefined)
    throw another.refuse(['metadata', 'name'], 'this gateway serves one Gateway; remove the others')
  for (const route of manifests.routes) checkParent(route, gateway.value)

  const targets = new Map(
    manifests.registrations.map((registration) => [
      registration,
      targetOf(registration, manifests),
    ]),
  )
  const targeted = new Set(targets.values())
  const [own, second] = manifests.routes.filter((route) => !targeted.has(route))
  if (own === undefined)
    throw new Error('There is no HTTPRoute of the gateway itself; add its document to the folder')
  if (second !== undefined)
    throw second.refuse(
      ['metadata', 'name'],
      'no MCPServerRegistration names this route; add one, or remove the route',
    )
  const [rule] = own.value.spec.rules
  return {
    port: gateway.value.spec.listeners[0]?.port ?? 0,
    hostnames: own.value.spec.hostnames,
    paths: rule?.matches.map(({ path }) => path.value) ?? [],
    broker: serviceOf(own, manifests),
    servers: [...targets]
      .filter(([{ value }]) => value.spec.state === 'Enabled')
      .map(([registration, route]) => toServer(registration, route, manifests)),
    virtualServers: new Map(
      manifests.virtualServers.map(({ value: { metadata, spec } }) => [
        `${metadata.namespace}/${metadata.name}`,
        spec.tools,
      ]),
    ),
  }
}

type Gateway = KuadrantManifests['gateways'][number]['value']

function checkParent({ value, refuse }: Route, { metadata, spec }: Gateway): void {
  const [parent] = value.spec.parentRefs
  const namespace = parent?.namespace ?? value.metadata.namespace
  if (parent?.name !== metadata.name || namespace !== metadata.namespace)
    throw refuse(
      ['spec', 'parentRefs', 0, 'name'],
      `there is no Gateway ${namespace}/${parent?.name}; the one here is ${metadata.namespace}/${metadata.name}`,
    )
  const from = spec.listeners[0]?.allowedRoutes.namespaces.from
  if (from === 'Same' && value.metadata.namespace !== metadata.namespace)
    throw refuse(
      ['spec', 'parentRefs', 0],
      `the Gateway takes routes of its own namespace only; allow All there`,
    )
}

function targetOf({ value, refuse }: Registration, { routes }: KuadrantManifests): Route {
  const { name, namespace = value.metadata.namespace } = value.spec.targetRef
  const found = routes.find(
    ({ value: { metadata } }) => metadata.name === name && metadata.namespace === namespace,
  )
  if (found === undefined)
    throw refuse(
      ['spec', 'targetRef', 'name'],
      `there is no HTTPRoute ${namespace}/${name}; correct the name or add its document`,
    )
  return found
}

function toServer({ value }: Registration, route: Route, manifests: KuadrantManifests): Server {
  const { metadata, spec } = route.value
  const [hostname] = spec.hostnames
  if (hostname === undefined)
    throw route.refuse(['spec'], 'a call is sent to the host of this route; write hostnames')
  const prefix = value.spec.prefix ?? value.spec.toolPrefix ?? ''
  const name = `${metadata.namespace}/${metadata.name}`
  return {
    id: `${name}:${prefix}:${hostname}`,
    name,
    prefix,
    hostname,
    url: new URL(value.spec.path, serviceOf(route, manifests)),
  }
}

function serviceOf({ value, refuse }: Route, { services }: KuadrantManifests): URL {
  const { namespace } = value.metadata
  const reference = value.spec.rules[0]?.backendRefs[0]
  const at = ['spec', 'rules', 0, 'backendRefs', 0]
  const service = services.find(
    ({ value: { metadata } }) =>
      metadata.name === reference?.name && metadata.namespace === namespace,
  )
  if (service === undefined)
    throw refuse(
      [...at, 'name'],
      `there is no Service ${namespace}/${reference?.name}; add its document`,
    )
  const found = service.value.spec.ports.find(({ port }) => port === reference?.port)
  if (found === undefined)
    throw refuse(
      [...at, 'port'],
      `the Service has no port ${reference?.port}; name one of ${service.value.spec.ports.map(({ port }) => port).join(', ')}`,
    )
  return originOf(service.value, found)
}
