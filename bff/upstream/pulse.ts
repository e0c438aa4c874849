import { connect } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'

import type { Config } from '../config/schema.ts'
import type { UpstreamView } from '../contract.ts'
import type { Hub } from '../observe/hub.ts'
import { urlOf } from './chat/urls.ts'
import { failureCode, failureSentence, notJson } from './failure.ts'
import { type Pools, send, silent } from './http.ts'
import { registryId } from './registry/client.ts'
import { isRecord, parsed } from './wire.ts'

export interface Pulse {
  /** Asks every upstream now; the answer of a check that is under way is shared. */
  check(): Promise<UpstreamView[]>
  /** Checks every five seconds until the answered function is called; changes go to the event streams. */
  watch(): () => void
}

export interface PulseParts {
  config: Config
  pools: Pools
  hub: Hub
  clock: () => number
}

/** Something to knock at. Throws when nobody is there, or answers a reason why it is of no use. */
interface Probe {
  view: Pick<UpstreamView, 'id' | 'kind' | 'label'>
  url: URL
  knock: (url: URL, signal: AbortSignal) => Promise<string | null>
}

const everyMs = 5_000
const deadlineMs = 2_000
/** Bytes; Keycloak's metadata has seven thousand. */
const cap = 262_144

export function createPulse({ config, pools, hub, clock }: PulseParts): Pulse {
  const probes = probesOf(config, pools)
  const known = new Map<Probe, UpstreamView>()
  let checking: Promise<UpstreamView[]> | undefined
  let watchers = 0
  let stop = new AbortController()

  async function checkOne(probe: Probe): Promise<UpstreamView> {
    const began = performance.now()
    const { state, reason } = await standOf(probe)
    const view: UpstreamView = {
      ...probe.view,
      state,
      ms: state === 'ready' ? Math.round((performance.now() - began) * 10) / 10 : null,
      checkedAt: new Date(clock()).toISOString(),
      ...(reason !== undefined && { reason }),
    }
    const before = known.get(probe)
    known.set(probe, view)
    if (before?.state !== view.state || before.reason !== view.reason)
      hub.publish({ event: 'upstream', data: view })
    return view
  }

  function check(): Promise<UpstreamView[]> {
    checking ??= Promise.all(probes.map(checkOne)).finally(() => (checking = undefined))
    return checking
  }

  async function beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await check()
      await after(everyMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  return {
    check,
    watch() {
      watchers += 1
      if (watchers === 1) {
        stop = new AbortController()
        void beat(stop.signal)
      }
      let watching = true
      return () => {
        if (!watching) return
        watching = false
        watchers -= 1
        if (watchers === 0) stop.abort()
      }
    },
  }
}

async function standOf({ url, knock }: Probe): Promise<Pick<UpstreamView, 'state' | 'reason'>> {
  const signal = AbortSignal.timeout(deadlineMs)
  try {
    const reason = await knock(url, signal)
    return reason === null ? { state: 'ready' } : { state: 'not_ready', reason }
  } catch (error) {
    const code = signal.aborted ? 'TIMEOUT' : failureCode(error)
    return { state: 'unreachable', reason: failureSentence(code, url.host) }
  }
}

/** Gateways are only knocked at, so that their access logs show what people did and nothing else. */
function probesOf({ gateways, issuers, registry, chat }: Config, pools: Pools): Probe[] {
  const found: Probe[] = []
  for (const [id, { label = id, url }] of Object.entries(gateways))
    found.push({ view: { id, kind: 'gateway', label }, url: new URL(url), knock: knockTcp })
  const known = new Set(found.map(({ url }) => url.host))
  for (const [id, { label = id, admin }] of Object.entries(gateways)) {
    if (admin === undefined) continue
    const url = new URL(admin)
    // gateways may share an admin port, and Kuadrant's broker is a gateway of its own: one row is enough
    if (known.has(url.host)) continue
    known.add(url.host)
    const view = { id: `${id}/admin`, kind: 'gateway', label: `${label} admin` } as const
    found.push({ view, url, knock: knockTcp })
  }
  if (registry)
    found.push({
      view: { id: registryId, kind: 'registry', label: registry.label },
      // answered without a token, in every edition (agentregistry 84f7a5e9)
      url: new URL('/v0/health', registry.url),
      knock: (url, signal) => knockHttp(pools, url, signal),
    })
  for (const [id, { issuer, dial }] of Object.entries(issuers))
    found.push({
      view: { id, kind: 'idp', label: id },
      url: discoveryUrl(issuer, dial),
      knock: (url, signal) => knockHttp(pools, url, signal),
    })
  for (const [id, runtime] of Object.entries(chat.runtimes)) {
    const at = urlOf(runtime)
    if (at === undefined) continue
    const view = { id, kind: 'runtime', label: id } as const
    found.push(
      runtime.via === 'kagent'
        ? { view, url: healthOf(at), knock: (url, signal) => knockHealth(pools, url, signal) }
        : // AWS asks for a signature before it says anything at all
          { view, url: new URL(at), knock: knockTcp },
    )
  }
  return found
}

/** A kagent controller's, which needs no token (0.9, 0.10). */
const healthOf = (base: string): URL => new URL(`${base.replace(/\/$/, '')}/health`)

/** OpenID Connect Discovery 1.0 section 4, at the address where the BFF reaches the issuer. */
function discoveryUrl(issuer: string, dial: string | undefined): URL {
  const path = `${new URL(issuer).pathname.replace(/\/$/, '')}/.well-known/openid-configuration`
  return new URL(path, dial ?? issuer)
}

function knockTcp(url: URL, signal: AbortSignal): Promise<null> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname.replaceAll(/^\[|\]$/g, ''), port, signal })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.destroy()
      resolve(null)
    })
  })
}

async function knockHealth(pools: Pools, url: URL, signal: AbortSignal): Promise<string | null> {
  const sent = { method: 'GET', url, headers: {}, deadline: deadlineMs, cap, signal } as const
  const { status } = await send(pools, sent, silent)
  return status === 200 ? null : `${url.host} answered ${status} for ${url.pathname}.`
}

/** A registry's health and an issuer's metadata are JSON: another server at the same address is not ready. */
async function knockHttp(pools: Pools, url: URL, signal: AbortSignal): Promise<string | null> {
  const sent = { method: 'GET', url, headers: {}, deadline: deadlineMs, cap, signal } as const
  const { status, headers, bytes, truncated, broken } = await send(pools, sent, silent)
  const said = `${url.host} answered ${status} for ${url.pathname}`
  if (status !== 200) return `${said}.`
  if (broken) return failureSentence(broken.code, url.host)
  if (!truncated && isRecord(parsed(bytes.toString()))) return null
  return `${said} with ${notJson(headers.find(([name]) => name === 'content-type')?.[1] ?? '')}.`
}
