import type { Schedule } from '../clock.ts'

/** Work per key: at most one run of a key at a time, at most one waiting. */
export interface Queue {
  /** Runs the key after `delayMs`; an earlier wait of the same key is dropped. */
  add(key: string, delayMs: number): void
  /** Resolves when nothing runs; what only waits for its time does not count. */
  idle(): Promise<void>
  /** Drops all that waits, and resolves when what runs is over. */
  stop(): Promise<void>
}

/** @param work answers after how many milliseconds the key wants to run again, or undefined for never */
export function createQueue(
  schedule: Schedule,
  work: (key: string) => Promise<number | undefined>,
): Queue {
  const waiting = new Map<string, () => void>()
  const running = new Map<string, Promise<void>>()
  const again = new Map<string, number>()
  let stopped = false

  const add = (key: string, delayMs: number): void => {
    if (stopped) return
    // What runs has read the row before this change: it has to look once more.
    if (running.has(key)) {
      again.set(key, delayMs)
      return
    }
    waiting.get(key)?.()
    waiting.set(
      key,
      schedule(delayMs, () => {
        waiting.delete(key)
        running.set(key, run(key))
      }),
    )
  }

  const run = async (key: string): Promise<void> => {
    let next: number | undefined
    try {
      next = await work(key)
    } finally {
      running.delete(key)
    }
    const asked = again.get(key)
    again.delete(key)
    const delay = asked ?? next
    if (delay !== undefined) add(key, delay)
  }

  const idle = async (): Promise<void> => {
    while (running.size) await Promise.all(running.values())
  }

  return {
    add,
    idle,
    stop: async () => {
      stopped = true
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
      await idle()
    },
  }
}
