import { z } from 'zod'

import { type Checked, check } from '../../documents/check.ts'
import { ManifestRefusal } from '../../documents/refusal.ts'
import { serviceSchema, type ServiceManifest } from '../../documents/serviceSchema.ts'
import type { Source } from '../../documents/source.ts'
import {
  backendSchema,
  type BackendManifest,
  kgatewayBackendSchema,
  type KgatewayBackendManifest,
} from './backendSchema.ts'
import {
  gatewaySchema,
  type GatewayManifest,
  policySchema,
  type PolicyManifest,
  routeSchema,
  type RouteManifest,
} from './schemas.ts'

/** The documents of a folder by kind, in reading order. */
export interface Manifests {
  gateways: Checked<GatewayManifest>[]
  routes: Checked<RouteManifest>[]
  backends: Checked<BackendManifest>[]
  kgatewayBackends: Checked<KgatewayBackendManifest>[]
  policies: Checked<PolicyManifest>[]
  services: Checked<ServiceManifest>[]
}

const header = z.object({ apiVersion: z.string(), kind: z.string() })

/** Checks every document against the schema of its kind. @throws ManifestRefusal for the first fault */
export function load(sources: readonly Source[]): Manifests {
  const into: Manifests = {
    gateways: [],
    routes: [],
    backends: [],
    kgatewayBackends: [],
    policies: [],
    services: [],
  }
  for (const source of sources) {
    const { apiVersion, kind } = header.safeParse(source.value).data ?? {}
    const name = `${apiVersion} ${kind}`
    if (name === 'gateway.networking.k8s.io/v1 Gateway')
      into.gateways.push(check(source, gatewaySchema))
    else if (name === 'gateway.networking.k8s.io/v1 HTTPRoute')
      into.routes.push(check(source, routeSchema))
    else if (name === 'agentgateway.dev/v1alpha1 AgentgatewayBackend')
      into.backends.push(check(source, backendSchema))
    else if (name === 'gateway.kgateway.dev/v1alpha1 Backend')
      into.kgatewayBackends.push(check(source, kgatewayBackendSchema))
    else if (isPolicy(name)) into.policies.push(check(source, policySchema))
    else if (name === 'v1 Service') into.services.push(check(source, serviceSchema))
    else
      throw new ManifestRefusal(
        source.keyPlace([], 'kind'),
        `this gateway does not know the kind "${name}"; remove the document`,
      )
  }
  return into
}

const isPolicy = (name: string): boolean =>
  name === 'agentgateway.dev/v1alpha1 AgentgatewayPolicy' ||
  name === 'enterpriseagentgateway.solo.io/v1alpha1 EnterpriseAgentgatewayPolicy'
