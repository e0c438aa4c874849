import type { GatewayConfig } from '../config/schema.ts'
import type { Feature, GatewayView } from '../contract.ts'

const there: Feature = { available: true }
const missing = (reason: string): Feature => ({ available: false, reason })

/** Kuadrant e5d18c99 validates no token and holds no rule itself. */
export const kuadrantSilent =
  'Kuadrant reports no rules: they are applied by its authorization service.'

/**
 * What the configuration gives of a gateway, to an operator of these groups. Whether it answers is found out
 * when it is asked.
 */
export function featuresOf(
  { product, admin, kubernetes }: GatewayConfig,
  groups: readonly string[] = [],
): GatewayView['features'] {
  const port =
    admin === undefined ? missing('The configuration names no admin port for it.') : there
  const cluster =
    kubernetes === undefined ? missing('The configuration names no Kubernetes API for it.') : there
  return {
    policy: product === 'kuadrant' ? missing(kuadrantSilent) : port,
    topology: port,
    trace:
      product === 'agentgateway' ? port : missing('Only agentgateway tells which rule decided.'),
    manifests: cluster,
    apply: kubernetes === undefined ? cluster : applying(kubernetes.apply, groups),
    log:
      kubernetes?.pod === undefined
        ? missing('The configuration names no pod whose log to read.')
        : there,
  }
}

function applying(apply: boolean | string[], groups: readonly string[]): Feature {
  if (apply === false)
    return missing('The configuration does not allow it: kubernetes.apply is off.')
  if (apply === true || groups.some((group) => apply.includes(group))) return there
  return missing(`It is for members of ${apply.join(', ')}: kubernetes.apply says so.`)
}
