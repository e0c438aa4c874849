import type { Config } from '../../config/schema.ts'
import type { ConnectionView } from '../../contract.ts'
import { failureCode, failureSentence } from '../failure.ts'
import { type Pools, type Received, send } from '../http.ts'
import type { Recorder } from '../types.ts'
import { parsed } from '../wire.ts'
import { textAt } from './envelope.ts'

const deadlineMs = 5_000
const cap = 65_536

/**
 * Whether a kagent controller answers at an address: `GET /version` (0.9 and 0.10) or, where that is
 * gone, `GET /health` (main since 2026-08-12). No token is sent. Only origins of `registry.reach` are tried.
 */
export async function testConnection(
  parts: { config: Config; pools: Pools; recorder: Recorder },
  owner: string,
  address: string,
): Promise<ConnectionView> {
  const base = URL.canParse(address) ? new URL(address) : undefined
  if (base === undefined || !/^https?:$/.test(base.protocol))
    return cannot(`"${address}" is no http or https address.`)
  const reach = parts.config.registry?.reach ?? []
  if (!reach.includes(base.origin))
    return cannot(
      `${base.origin} is not among the addresses that this console may try. registry.reach in the configuration names ${reach.length === 0 ? 'none' : `them: ${reach.join(', ')}`}.`,
    )
  const began = performance.now()
  const elapsed = () => Math.round((performance.now() - began) * 10) / 10
  try {
    const version = await ask(parts, owner, below(base, 'version'))
    const told = textAt(parsed(version.bytes.toString()), 'kagent_version')
    if (version.status === 200 && told !== undefined)
      return { reachable: true, ms: elapsed(), sentence: `kagent ${told} answers at ${base.host}.` }
    const health = await ask(parts, owner, below(base, 'health'))
    if (health.status === 200)
      return {
        reachable: true,
        ms: elapsed(),
        sentence: `${base.host} answers and is healthy; it does not tell its version.`,
      }
    return cannot(
      `${base.host} answers, but not as a kagent controller: ${health.status} for ${below(base, 'health').pathname}.`,
    )
  } catch (error) {
    return cannot(failureSentence(failureCode(error), base.host))
  }
}

const cannot = (sentence: string): ConnectionView => ({ reachable: false, ms: null, sentence })

const below = (base: URL, name: string) =>
  new URL(`${base.pathname.replace(/\/$/, '')}/${name}`, base.origin)

async function ask(
  { pools, recorder }: { pools: Pools; recorder: Recorder },
  owner: string,
  url: URL,
): Promise<Received> {
  const headers = { accept: 'application/json' }
  const exchange = recorder.begin({
    upstream: 'runtime',
    target: url.host,
    owner,
    label: 'test connection',
    method: 'GET',
    url: url.href,
    headers: Object.entries(headers),
    body: null,
  })
  try {
    const received = await send(
      pools,
      { method: 'GET', url, headers, deadline: deadlineMs, cap },
      exchange,
    )
    exchange.done()
    return received
  } catch (error) {
    exchange.failed(failureCode(error), 'no answer')
    throw error
  }
}
