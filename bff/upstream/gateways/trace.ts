import { randomUUID } from 'node:crypto'

import type { Config } from '../../config/schema.ts'
import type { TraceView } from '../../contract.ts'
import type { TraceOfCall } from '../calls.ts'
import { featuresOf } from '../features.ts'
import type { Pools } from '../http.ts'
import { gatewayUrl } from '../mcp/gatewayUrl.ts'
import type { Recorder } from '../types.ts'
import { traceOf } from './traceEvents.ts'
import { createTurns } from './turns.ts'
import { untraced, watchTrace } from './watchTrace.ts'

/** Begins to trace the next request that carries the headers. Problems say why there is no trace. */
export type TraceCalls = (gateway: string, signal: AbortSignal) => Promise<TraceOfCall>

export interface TracesParts {
  config: Config
  pools: Pools
  recorder: Recorder
}

const readyMs = 1_000
/** A trace ends when its request does; what has not come by then was dropped on the way. */
const lateMs = 1_000
const turnMs = 5_000
const header = 'x-parallax-trace'

/**
 * agentgateway's `POST /debug/trace` (since 1.2.0), one at a time at each admin port: the product has
 * room for one watcher, and a second would silently take the place of the first.
 */
export function createTraces({ config, pools, recorder }: TracesParts): TraceCalls {
  const turns = createTurns()

  return async (gateway, signal) => {
    gatewayUrl(config, gateway)
    const settings = config.gateways[gateway]
    const feature = settings && featuresOf(settings).trace
    if (settings?.admin === undefined || feature?.available !== true)
      throw untraced(feature?.reason ?? 'The configuration names no admin port for it.')
    const mark = randomUUID()
    const url = new URL('/debug/trace', settings.admin)
    url.searchParams.set('expression', `request.headers["${header}"] == "${mark}"`)
    const giveBack = await turns.take(url.host, turnMs)
    if (giveBack === null) throw untraced('Another call is being traced at this gateway just now.')

    const given = new AbortController()
    const longest = AbortSignal.timeout(config.limits.upstreamHeaders + lateMs)
    const until = AbortSignal.any([signal, given.signal, longest])
    const ready = Promise.withResolvers<void>()
    const events = watchTrace({ pools, recorder, gateway, url, until }, ready.resolve)
    void events.then(giveBack, (error: unknown) => {
      giveBack()
      ready.reject(error)
    })
    const slow = setTimeout(() => {
      given.abort()
      ready.reject(untraced(`${url.host} was not ready to trace within a second.`))
    }, readyMs)
    await ready.promise.finally(() => clearTimeout(slow))

    return {
      headers: { [header]: mark },
      async read(): Promise<TraceView | string> {
        const late = setTimeout(() => given.abort(), lateMs)
        const seen = await events.finally(() => clearTimeout(late))
        return traceOf(seen) ?? 'The gateway traced no request with the mark of this call.'
      },
    }
  }
}
