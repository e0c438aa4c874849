/** Milliseconds since the epoch. */
export type Clock = () => number

/** Runs `task` after `delayMs` and answers what calls it off. Tests pass one that they turn by hand. */
export type Schedule = (delayMs: number, task: () => void) => () => void

export const timers: Schedule = (delayMs, task) => {
  const timer = setTimeout(task, delayMs)
  timer.unref() // a pending reconcile must not keep a finished process alive
  return () => clearTimeout(timer)
}

/** RFC 3339 as Go's encoding/json writes a time: no trailing zeros in the fraction, none at all when whole. */
export const goTime = (iso: string): string => iso.replace(/\.?0+Z$/, 'Z')

/** The stored form: always three digits of milliseconds, so that text order is time order. */
export const storedTime = (milliseconds: number): string => new Date(milliseconds).toISOString()
