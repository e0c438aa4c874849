import { setImmediate } from 'node:timers/promises'

import type { RunEvents } from './runEvents.ts'

/** Characters that are handed over at a time. */
const mostAtOnce = 64 * 1024

/**
 * The events of a run after `after` as frames of an event stream (WHATWG HTML section 9.2.6), as many at a
 * time as there are, until the run ends or `signal` is aborted. Whoever takes them sets the pace.
 */
export async function* framesOf(
  events: RunEvents,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let id = after
  while (!signal.aborted) {
    const { ended } = events
    let text = ''
    const some = await events.after(id)
    for (const one of some) {
      id = one.id
      text += `id: ${id}\ndata: ${one.text}\n\n`
      if (text.length < mostAtOnce) continue
      yield text
      text = ''
    }
    if (text !== '') yield text
    if (some.length > 0) continue
    if (ended) return
    await events.changed(id, signal)
    // what came in one piece goes out in one piece
    await setImmediate()
  }
}
