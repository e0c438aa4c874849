import type { z } from 'zod'

import { type Checked, check } from '../../documents/check.ts'
import { ManifestRefusal } from '../../documents/refusal.ts'
import { type ServiceManifest, serviceSchema } from '../../documents/serviceSchema.ts'
import { identityOf, type Source } from '../../documents/source.ts'
import {
  classSchema,
  configMapSchema,
  gatewaySchema,
  parametersSchema,
  policySchema,
} from './schemas.ts'

type Of<S extends z.ZodType> = Checked<z.output<S>>

/** The documents by kind, in reading order. */
export interface ProxyManifests {
  parameters: Of<typeof parametersSchema>[]
  classes: Of<typeof classSchema>[]
  gateways: Of<typeof gatewaySchema>[]
  configMaps: Of<typeof configMapSchema>[]
  policies: Of<typeof policySchema>[]
  services: Checked<ServiceManifest>[]
}

/** Checks every document against the schema of its kind. @throws ManifestRefusal for the first fault */
export function load(sources: readonly Source[]): ProxyManifests {
  const into: ProxyManifests = {
    parameters: [],
    classes: [],
    gateways: [],
    configMaps: [],
    policies: [],
    services: [],
  }
  for (const source of sources) {
    const [kind = ''] = identityOf(source).split(' ')
    if (kind === 'gateway.kgateway.dev/GatewayParameters')
      into.parameters.push(check(source, parametersSchema))
    else if (kind === 'gateway.networking.k8s.io/GatewayClass')
      into.classes.push(check(source, classSchema))
    else if (kind === 'gateway.networking.k8s.io/Gateway')
      into.gateways.push(check(source, gatewaySchema))
    else if (kind === 'gateway.kgateway.dev/MCPAuthPolicy')
      into.policies.push(check(source, policySchema))
    else if (kind === 'ConfigMap') into.configMaps.push(check(source, configMapSchema))
    else if (kind === 'Service') into.services.push(check(source, serviceSchema))
    else
      throw new ManifestRefusal(
        source.keyPlace([], 'kind'),
        `this proxy does not know the kind "${kind}"; remove the document`,
      )
  }
  return into
}
