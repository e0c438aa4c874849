import { Problem } from '../../problem.ts'
import { failureCode, failureSentence } from '../failure.ts'
import { FrameCutter } from '../frames.ts'
import { type Pools, pairs } from '../http.ts'
import { type Recorder, systemOwner } from '../types.ts'
import { parsed } from '../wire.ts'

export interface Watched {
  pools: Pools
  recorder: Recorder
  gateway: string
  url: URL
  /** Ends the watch; the events so far count. */
  until: AbortSignal
}

const cap = 4 * 1_048_576

/**
 * Opens a trace and answers its events once it ends. `ready` is called when the gateway listens, which it
 * says with a comment (`: ready`). Throws Problem 502 when it would not. The exchange has no body: every
 * event may carry claims and headers.
 */
export async function watchTrace(watched: Watched, ready: () => void): Promise<unknown[]> {
  const { pools, recorder, gateway, url, until } = watched
  const exchange = recorder.begin({
    upstream: 'gateway',
    target: gateway,
    owner: systemOwner,
    label: 'trace a call',
    method: 'POST',
    url: url.href,
    headers: [],
    body: null,
  })
  const answer = await pools
    .streams(url)
    .request({ method: 'POST', path: url.pathname + url.search, signal: until })
    .catch((error: unknown) => {
      const code = failureCode(error)
      exchange.failed(code, 'no answer')
      throw untraced(failureSentence(code, url.host), error)
    })
  exchange.answered(answer.statusCode, pairs(answer.headers))
  const events: unknown[] = []
  const cutter = new FrameCutter()
  let size = 0
  try {
    if (answer.statusCode !== 200) {
      await answer.body.dump()
      throw untraced(unusable(answer.statusCode, url))
    }
    for await (const value of answer.body) {
      const chunk: Uint8Array = value
      ready()
      size += chunk.length
      events.push(...cutter.push(chunk).map(({ data }) => parsed(data)))
      if (size > cap) break
    }
  } catch (error) {
    // given up, or broken off: the events so far are what is known
    if (error instanceof Problem) throw error
  } finally {
    exchange.done()
  }
  return events
}

/** Why there is no trace of a call, as the Problem that its view turns into a sentence. */
export const untraced = (sentence: string, cause?: unknown): Problem =>
  new Problem(502, 'bad_gateway', sentence, {}, cause === undefined ? {} : { cause })

const unusable = (status: number, { host }: URL): string =>
  status === 404
    ? 'This release has no trace; it came with 1.2.'
    : `${host} answered ${status} for /debug/trace.`
