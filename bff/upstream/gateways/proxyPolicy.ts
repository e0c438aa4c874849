import type { PolicyView } from '../../contract.ts'
import type { Trust } from '../verdict/token.ts'
import { isRecord } from '../wire.ts'
import { valuesOf } from './dumpedRoutes.ts'

type ClaimRule = PolicyView['claimRules'][number]

/**
 * Rules of mcp-proxy 0.0.3's `/rbac`: one claim equals one string, for one tool or `*`. Its answers were
 * never seen; the members are those of its static configuration, wherever a list holds them.
 */
export function claimRulesOf(rbac: unknown): ClaimRule[] {
  if (Array.isArray(rbac)) return rbac.flatMap(claimRulesOf)
  if (!isRecord(rbac)) return []
  const { key, value, resource } = rbac
  if (typeof key !== 'string' || typeof value !== 'string' || !isRecord(resource))
    return Object.values(rbac).flatMap(claimRulesOf)
  const tool = resource['id'] ?? resource['name']
  return [{ claim: key, value, tool: typeof tool === 'string' ? tool : '*', from: 'GET /rbac' }]
}

/** Names of its targets: `default/mcp-tool` in a cluster, whatever the file says without one. */
export const proxyTargets = (targets: unknown): string[] =>
  valuesOf(targets).flatMap(({ name }) => (typeof name === 'string' ? name : []))

/**
 * Without any rule, mcp-proxy 0.0.3 refuses everything where a control plane configures it, and allows
 * everything with a configuration file of its own. A control plane names targets `namespace/service`.
 */
export const withoutClaimRules = (targets: readonly string[]): PolicyView['withoutRules'] =>
  targets.length === 0 || targets.some((name) => name.includes('/')) ? 'deny' : 'allow'

/** Whom its listeners believe, of `/listeners`. */
export function proxyTrust(listeners: unknown): Trust {
  const authn = valuesOf(listeners).flatMap(({ authn: one }) => (isRecord(one) ? [one] : []))
  const all = (name: string) => authn.flatMap((one) => texts(one[name]))
  return { issuers: all('issuer'), audiences: all('audience'), keys: [] }
}

const texts = (value: unknown): string[] => {
  const all: unknown[] = Array.isArray(value) ? value : [value]
  return all.filter((one) => typeof one === 'string')
}
