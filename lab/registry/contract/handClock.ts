import type { Clock, Schedule } from '../clock.ts'

/** A clock that stands still until a test turns it. */
export interface HandClock {
  clock: Clock
  schedule: Schedule
  /** Moves time on and runs, in order, what falls due; `settle` lets each finish before the next. */
  turn(milliseconds: number, settle: () => Promise<void>): Promise<void>
}

export function handClock(start = Date.parse('2026-08-14T09:00:00Z')): HandClock {
  let now = start
  const waiting = new Set<{ at: number; task: () => void }>()
  return {
    clock: () => now,
    schedule: (delayMs, task) => {
      const entry = { at: now + delayMs, task }
      waiting.add(entry)
      return () => waiting.delete(entry)
    },
    turn: async (milliseconds, settle) => {
      const end = now + milliseconds
      for (;;) {
        const [next] = [...waiting].toSorted((a, b) => a.at - b.at)
        if (!next || next.at > end) break
        waiting.delete(next)
        now = Math.max(now, next.at)
        next.task()
        await settle()
      }
      now = end
    },
  }
}
