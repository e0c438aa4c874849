import type { Config } from '../../config/schema.ts'
import { failureCode, failureSentence } from '../failure.ts'
import { type Pools, send } from '../http.ts'
import { gatewayUrl } from '../mcp/gatewayUrl.ts'
import { type Recorder, systemOwner } from '../types.ts'
import { parsed } from '../wire.ts'

/** JSON of an admin port and where it was read, or a sentence why there is none. */
type AdminAnswer = { value: unknown; source: string } | { reason: string }

export interface AdminPorts {
  /**
   * `GET path` at the admin port of that gateway, at most five seconds old, a failure half a second.
   * Never rejects for the port's sake: what cannot be read says why. Problem 404 for an unknown gateway.
   */
  read(gateway: string, path: string): Promise<AdminAnswer>
  /** Everything is read anew: gateways share admin ports, so one's change may be another's. */
  forget(): void
}

export interface AdminPortsParts {
  config: Config
  pools: Pools
  recorder: Recorder
  clock: () => number
}

const freshMs = 5_000
/** A port that comes back is seen at once; one that is down is not knocked at for every part of a page. */
const failureFreshMs = 500
const deadlineMs = 2_000
const dumpCap = 8 * 1_048_576

/** Admin ports ask for no credentials (agentgateway 75b4e6c, mcp-proxy 0.0.3, Kuadrant e5d18c99). */
export function createAdminPorts(parts: AdminPortsParts): AdminPorts {
  const cache = new Map<string, { until: number; answer: Promise<AdminAnswer> }>()
  return {
    async read(gateway, path) {
      gatewayUrl(parts.config, gateway)
      const key = `${gateway} ${path}`
      const cached = cache.get(key)
      if (cached && cached.until > parts.clock()) return cached.answer
      const answer = fetchJson(parts, gateway, path)
      const entry = { until: parts.clock() + freshMs, answer }
      cache.set(key, entry)
      void answer.then((found) => {
        if ('reason' in found) entry.until = parts.clock() + failureFreshMs
        return found
      })
      return answer
    },
    forget: () => cache.clear(),
  }
}

async function fetchJson(
  parts: AdminPortsParts,
  gateway: string,
  path: string,
): Promise<AdminAnswer> {
  const { admin } = parts.config.gateways[gateway] ?? {}
  if (admin === undefined)
    return { reason: 'The configuration names no admin port for this gateway.' }
  const url = new URL(path, admin)
  const headers = { accept: 'application/json' }
  const exchange = parts.recorder.begin({
    upstream: 'gateway',
    target: gateway,
    owner: systemOwner,
    label: `read ${path}`,
    method: 'GET',
    url: url.href,
    headers: Object.entries(headers),
    body: null,
  })
  try {
    const sent = { method: 'GET', url, headers, deadline: deadlineMs, cap: dumpCap } as const
    const { status, bytes, broken, truncated } = await send(parts.pools, sent, exchange)
    exchange.done()
    const whole = status === 200 && !broken && !truncated
    const value = whole ? parsed(bytes.toString()) : undefined
    if (value === undefined)
      return {
        reason: `The admin port ${url.host} answered ${status} for ${path}, without a configuration.`,
      }
    return { value, source: `GET ${path} at ${url.host}` }
  } catch (error) {
    const code = failureCode(error)
    exchange.failed(code, 'no answer')
    return { reason: `The admin port is not reachable. ${failureSentence(code, url.host)}` }
  }
}
