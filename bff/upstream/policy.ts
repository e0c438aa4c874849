import type { Config } from '../config/schema.ts'
import type { PolicyView } from '../contract.ts'
import { claimsRead } from './claims.ts'
import { type DumpedPolicy, isDump, readDump } from './dump.ts'
import { kuadrantSilent } from './features.ts'
import type { AdminPorts } from './gateways/adminPort.ts'
import {
  claimRulesOf,
  proxyTargets,
  proxyTrust,
  withoutClaimRules,
} from './gateways/proxyPolicy.ts'
import { namingOfRegistrations, registrationsOf } from './gateways/registrations.ts'
import { gatewayUrl } from './mcp/gatewayUrl.ts'
import type { Trust } from './verdict/token.ts'

export interface Policies {
  /** Never rejects for the gateway's sake: what cannot be known says why. Problem 404 for an unknown gateway. */
  view(gateway: string): Promise<PolicyView>
  trust(gateway: string): Promise<Trust | undefined>
}

export interface PoliciesParts {
  config: Config
  adminPorts: AdminPorts
}

const nothingKnown = {
  known: false,
  engine: 'cel',
  rules: [],
  claimRules: [],
  withoutRules: 'allow',
  naming: { separator: '_', targets: [] },
  decidingClaims: [],
} satisfies PolicyView

/** Reads the rules that gateways report on their admin ports. */
export function createPolicies({ config, adminPorts }: PoliciesParts): Policies {
  const productOf = (gateway: string) => config.gateways[gateway]?.product

  async function dumped(gateway: string): Promise<DumpedPolicy | { reason: string }> {
    const answer = await adminPorts.read(gateway, '/config_dump')
    if ('reason' in answer) return answer
    if (!isDump(answer.value))
      return { reason: `${answer.source} is no configuration of an agentgateway.` }
    return readDump(answer.value, gatewayUrl(config, gateway).pathname)
  }

  async function ofDump(gateway: string): Promise<PolicyView> {
    const known = await dumped(gateway)
    if ('reason' in known) return { ...nothingKnown, reason: known.reason }
    const claims = known.rules.flatMap(({ expression }) => claimsRead(expression))
    const { rules, naming } = known
    return { ...nothingKnown, known: true, rules, naming, decidingClaims: [...new Set(claims)] }
  }

  async function ofProxy(gateway: string): Promise<PolicyView> {
    const [rbac, targets] = await Promise.all([
      adminPorts.read(gateway, '/rbac'),
      adminPorts.read(gateway, '/targets'),
    ])
    const silent = { ...nothingKnown, engine: 'claims', withoutRules: 'deny' } as const
    if ('reason' in rbac) return { ...silent, reason: rbac.reason }
    const claimRules = claimRulesOf(rbac.value)
    const names = 'value' in targets ? proxyTargets(targets.value) : []
    return {
      ...silent,
      known: true,
      claimRules,
      withoutRules: withoutClaimRules(names),
      naming: { separator: ':', targets: names.map((name) => ({ target: name, prefix: name })) },
      decidingClaims: [...new Set(claimRules.map(({ claim }) => claim))],
    }
  }

  async function ofKuadrant(gateway: string): Promise<PolicyView> {
    const status = await adminPorts.read(gateway, '/status')
    const all = 'value' in status ? registrationsOf(status.value) : []
    return { ...nothingKnown, reason: kuadrantSilent, naming: namingOfRegistrations(all) }
  }

  return {
    async view(gateway) {
      gatewayUrl(config, gateway)
      const product = productOf(gateway)
      if (product === 'kuadrant') return ofKuadrant(gateway)
      return product === 'mcp-proxy' ? ofProxy(gateway) : ofDump(gateway)
    },
    async trust(gateway) {
      const product = productOf(gateway)
      if (product === 'kuadrant') return undefined
      if (product === 'mcp-proxy') {
        const listeners = await adminPorts.read(gateway, '/listeners')
        return 'value' in listeners ? proxyTrust(listeners.value) : undefined
      }
      const known = await dumped(gateway)
      return 'reason' in known ? undefined : known.trust
    },
  }
}
