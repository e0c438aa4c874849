/** How long one request waits: for as long as something is heard of it, or a person is being asked. */
export interface Patience {
  readonly signal: AbortSignal
  /** Something came of it: the silence is counted anew. */
  heard: () => void
  /** No silence is counted until the answered function is called. */
  hold: () => () => void
  /** Ends the wait; `failureCode` then says `CANCELLED`. */
  cancel: () => void
  over: () => void
}

/** The silence ends the wait after `silenceMs` (`failureCode` says `TIMEOUT`), `outer` at any time. */
export function createPatience(silenceMs: number, outer?: AbortSignal): Patience {
  const own = new AbortController()
  let holds = 0
  let timer: NodeJS.Timeout | undefined
  const late = () => own.abort(new DOMException('no word in time', 'TimeoutError'))
  const heard = () => {
    clearTimeout(timer)
    timer = holds > 0 ? undefined : setTimeout(late, silenceMs)
  }
  heard()
  return {
    signal: outer === undefined ? own.signal : AbortSignal.any([own.signal, outer]),
    heard,
    hold() {
      holds += 1
      heard()
      let held = true
      return () => {
        if (held) holds -= 1
        held = false
        if (!own.signal.aborted) heard()
      }
    },
    cancel: () => own.abort(Object.assign(new Error('cancelled'), { code: 'CANCELLED' })),
    over() {
      holds = Number.POSITIVE_INFINITY
      clearTimeout(timer)
    },
  }
}
