import type { Config } from '../config/schema.ts'
import type { PolicyView } from '../contract.ts'
import { claimsRead } from './claims.ts'
import { type DumpedPolicy, readDump } from './dump.ts'
import { failureCode, failureSentence } from './failure.ts'
import { type Pools, send } from './http.ts'
import { gatewayUrl } from './mcp.ts'
import { type Recorder, systemOwner } from './types.ts'
import type { Trust } from './verdict/token.ts'
import { parsed } from './wire.ts'

export interface Policies {
  /** Never rejects for the gateway's sake: what cannot be known says why. Problem 404 for an unknown gateway. */
  view(gateway: string): Promise<PolicyView>
  trust(gateway: string): Promise<Trust | undefined>
}

export interface PoliciesParts {
  config: Config
  pools: Pools
  recorder: Recorder
  clock: () => number
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

type Known = DumpedPolicy | { reason: string }

const freshMs = 5_000
const deadlineMs = 2_000
const dumpCap = 8 * 1_048_576

/** Reads the rules that gateways report on their admin ports, keeping each answer for five seconds. */
export function createPolicies(parts: PoliciesParts): Policies {
  const cache = new Map<string, { until: number; known: Promise<Known> }>()

  function ask(gateway: string): Promise<Known> {
    const cached = cache.get(gateway)
    if (cached && cached.until > parts.clock()) return cached.known
    const known = fetchPolicy(parts, gateway)
    cache.set(gateway, { until: parts.clock() + freshMs, known })
    return known
  }

  return {
    async view(gateway) {
      gatewayUrl(parts.config, gateway)
      const known = await ask(gateway)
      if ('reason' in known) return { ...nothingKnown, reason: known.reason }
      const claims = known.rules.flatMap(({ expression }) => claimsRead(expression))
      return {
        ...nothingKnown,
        known: true,
        rules: known.rules,
        decidingClaims: [...new Set(claims)],
      }
    },
    async trust(gateway) {
      const known = await ask(gateway)
      return 'reason' in known ? undefined : known.trust
    },
  }
}

async function fetchPolicy(parts: PoliciesParts, gateway: string): Promise<Known> {
  const { admin } = parts.config.gateways[gateway] ?? {}
  if (admin === undefined)
    return { reason: 'The configuration names no admin port for this gateway.' }
  const url = new URL('/config_dump', admin)
  const headers = { accept: 'application/json' }
  const exchange = parts.recorder.begin({
    upstream: 'gateway',
    target: gateway,
    owner: systemOwner,
    label: 'read policy',
    method: 'GET',
    url: url.href,
    headers: Object.entries(headers),
    body: null,
  })
  try {
    const sent = { method: 'GET', url, headers, deadline: deadlineMs, cap: dumpCap } as const
    const { status, bytes, broken } = await send(parts.pools, sent, exchange)
    exchange.done()
    const dump = status === 200 && !broken ? parsed(bytes.toString()) : undefined
    if (dump === undefined)
      return { reason: `The admin port ${url.host} answered ${status}, without a configuration.` }
    return readDump(dump, gatewayUrl(parts.config, gateway).pathname)
  } catch (error) {
    const code = failureCode(error)
    exchange.failed(code, 'no answer')
    return { reason: `The admin port is not reachable. ${failureSentence(code, url.host)}` }
  }
}
