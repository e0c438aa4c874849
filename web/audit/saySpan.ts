const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' })
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
})
const dayMs = 86_400_000

/** A time as people need it to tell it from its neighbours: with the day where slices are long. */
export function sayTime(iso: string, sliceMs: number): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return iso
  return (sliceMs < dayMs / 24 ? clock : dayAndClock).format(at)
}

/** From when to when, both ISO 8601; one of them may be open. */
export function saySpan(from: string | undefined, to: string | undefined): string {
  const sameDay =
    from !== undefined && to !== undefined && Date.parse(to) - Date.parse(from) < dayMs / 24
  const say = (iso: string) => sayTime(iso, sameDay ? 0 : dayMs)
  if (from === undefined) return `before ${say(to ?? '')}`
  return to === undefined ? `from ${say(from)}` : `${say(from)} to ${say(to)}`
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const

/** The length of a slice: "5 minutes", "day". */
export function sayLength(ms: number): string {
  const [size, unit] = units.find(([one]) => ms % one === 0) ?? [1, 'millisecond']
  const count = ms / size
  return count === 1 ? unit : `${count} ${unit}s`
}
