import { z } from 'zod'

import {
  backendSchema,
  type BackendManifest,
  kgatewayBackendSchema,
  type KgatewayBackendManifest,
} from './backendSchema.ts'
import { ManifestRefusal } from './refusal.ts'
import {
  gatewaySchema,
  type GatewayManifest,
  policySchema,
  type PolicyManifest,
  routeSchema,
  type RouteManifest,
} from './schemas.ts'
import { serviceSchema, type ServiceManifest } from './serviceSchema.ts'
import type { Path, Source } from './source.ts'

/** A manifest with its type and a way to refuse a part of it. */
export interface Loaded<T> {
  readonly value: T
  readonly refuse: (path: Path, sentence: string) => ManifestRefusal
}

/** The documents of a folder by kind, in reading order. */
export interface Manifests {
  gateways: Loaded<GatewayManifest>[]
  routes: Loaded<RouteManifest>[]
  backends: Loaded<BackendManifest>[]
  kgatewayBackends: Loaded<KgatewayBackendManifest>[]
  policies: Loaded<PolicyManifest>[]
  services: Loaded<ServiceManifest>[]
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

function check<S extends z.ZodType>(source: Source, schema: S): Loaded<z.output<S>> {
  const parsed = schema.safeParse(source.value)
  if (!parsed.success) throw firstFault(source, parsed.error)
  return {
    value: parsed.data,
    refuse: (path, sentence) => new ManifestRefusal(source.place(path), sentence),
  }
}

function firstFault(source: Source, error: z.ZodError): ManifestRefusal {
  const [issue] = error.issues
  const path = issue?.path ?? []
  const written = path.map(String).join('.') || 'the document'
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return new ManifestRefusal(
      source.keyPlace(path, key),
      `this gateway does not honour the field "${key}" of ${written}; remove it`,
    )
  }
  return new ManifestRefusal(source.place(path), `${written}: ${issue?.message ?? 'it is wrong'}`)
}
