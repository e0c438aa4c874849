import type { Expression } from '../cel/expression.ts'
import { celContext, type Received } from '../core/exchange.ts'
import type { Observer } from '../core/observer.ts'
import { traceMessage } from './traceMessage.ts'

/** Receives the text of one trace as it comes, and then its end. */
export interface TraceSink {
  write: (text: string) => void
  end: () => void
}

/** Who waits for a request to watch. */
export interface Traces {
  /** The observer of a request that somebody waits for: the one who waited longest, and nobody twice. */
  join: (received: Received) => Observer | undefined
  /** Waits for the next request for which the expression is true, or for any; the result stops that. */
  watch: (expression: Expression | undefined, sink: TraceSink) => () => void
}

/** A sign of life while there is nothing to tell, in milliseconds (75b4e6c, management/admin.rs). */
const keepAlive = 1000

/** Events that may wait to be sent; what comes while so many wait is lost (75b4e6c, proxy/dtrace.rs). */
const channel = 32

interface Watcher {
  expression: Expression | undefined
  begin: () => Observer
}

export function createTraces(scoped: boolean): Traces {
  const waiting = new Set<Watcher>()
  return {
    join: (received) => {
      if (waiting.size === 0) return undefined
      const context = celContext(received, undefined)
      for (const watcher of waiting) {
        if (watcher.expression?.test(context) === false) continue
        waiting.delete(watcher)
        return watcher.begin()
      }
      return undefined
    },
    watch: (expression, sink) => {
      sink.write(': ready\n\n')
      const alive = setInterval(() => sink.write(': keepalive\n\n'), keepAlive)
      const watcher: Watcher = {
        expression,
        begin: () => {
          clearInterval(alive)
          return watchOne(sink, scoped)
        },
      }
      waiting.add(watcher)
      return () => {
        clearInterval(alive)
        waiting.delete(watcher)
      }
    },
  }
}

/** Sends the events of one request in their order, behind the request's back. */
function watchOne(sink: TraceSink, scoped: boolean): Observer {
  const arrived = performance.now()
  const since = (moment: number): number => Math.round((moment - arrived) * 1000)
  const queue: string[] = []
  let finished = false
  const drain = (): void => {
    for (const text of queue.splice(0)) sink.write(text)
    if (finished) sink.end()
  }
  return (event, began) => {
    if (event.type === 'requestFinished') finished = true
    if (queue.length === 0) setImmediate(drain)
    if (queue.length === channel) return
    const eventStart = began === undefined ? null : since(began)
    const times = { eventStart, eventEnd: since(performance.now()) }
    queue.push(`data: ${JSON.stringify(traceMessage(event, times, scoped))}\n\n`)
  }
}
