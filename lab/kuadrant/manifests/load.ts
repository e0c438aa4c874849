import type { z } from 'zod'

import { type Checked, check } from '../../documents/check.ts'
import { ManifestRefusal } from '../../documents/refusal.ts'
import { type ServiceManifest, serviceSchema } from '../../documents/serviceSchema.ts'
import { identityOf, type Source } from '../../documents/source.ts'
import {
  alphaSchema,
  gatewaySchema,
  kagentiSchema,
  routeSchema,
  stableSchema,
  virtualServerSchema,
} from './schemas.ts'

type Of<S extends z.ZodType> = Checked<z.output<S>>
export type Route = Of<typeof routeSchema>
export type Registration = Of<typeof alphaSchema>

/** The documents by kind, in reading order. */
export interface KuadrantManifests {
  gateways: Of<typeof gatewaySchema>[]
  routes: Route[]
  services: Checked<ServiceManifest>[]
  registrations: Registration[]
  virtualServers: Of<typeof virtualServerSchema>[]
}

/** Checks every document against the schema of its kind and version. @throws ManifestRefusal for the first fault */
export function load(sources: readonly Source[]): KuadrantManifests {
  const into: KuadrantManifests = {
    gateways: [],
    routes: [],
    services: [],
    registrations: [],
    virtualServers: [],
  }
  for (const source of sources) {
    identityOf(source)
    const { apiVersion, kind } = source.value as { apiVersion: string; kind: string } // identityOf has refused anything else
    const read = readers[`${apiVersion} ${kind}`] ?? refuse(source, `${apiVersion} ${kind}`)
    read(into, source)
  }
  return into
}

const readVirtualServer = (into: KuadrantManifests, source: Source) =>
  into.virtualServers.push(check(source, virtualServerSchema))

const readers: Readonly<Record<string, (into: KuadrantManifests, source: Source) => number>> = {
  'gateway.networking.k8s.io/v1 Gateway': (into, source) =>
    into.gateways.push(check(source, gatewaySchema)),
  'gateway.networking.k8s.io/v1 HTTPRoute': (into, source) =>
    into.routes.push(check(source, routeSchema)),
  'v1 Service': (into, source) => into.services.push(check(source, serviceSchema)),
  'mcp.kagenti.com/v1alpha1 MCPServerRegistration': (into, source) =>
    into.registrations.push(check(source, kagentiSchema)),
  'mcp.kuadrant.io/v1alpha1 MCPServerRegistration': (into, source) =>
    into.registrations.push(check(source, alphaSchema)),
  'mcp.kuadrant.io/v1 MCPServerRegistration': (into, source) =>
    into.registrations.push(check(source, stableSchema)),
  'mcp.kagenti.com/v1alpha1 MCPVirtualServer': readVirtualServer,
  'mcp.kuadrant.io/v1alpha1 MCPVirtualServer': readVirtualServer,
  'mcp.kuadrant.io/v1 MCPVirtualServer': readVirtualServer,
}

function refuse(source: Source, name: string): never {
  throw new ManifestRefusal(
    source.keyPlace([], 'kind'),
    `this gateway does not know the kind "${name}"; remove the document`,
  )
}
