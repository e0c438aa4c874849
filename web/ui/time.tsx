import { sayAge, sayAgo, sayClock } from './duration.ts'
import { useNow } from './useNow.ts'

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' })

/** How long ago `iso` was; the exact time is its tooltip. */
export function RelativeTime({ iso }: { iso: string }) {
  const now = useNow()
  const at = new Date(iso)
  return (
    <time dateTime={iso} title={full.format(at)}>
      {sayAgo(now - at.getTime())}
    </time>
  )
}

/** How long something has been as it is, live; the exact time is its tooltip. */
export function Age({ iso }: { iso: string }) {
  const now = useNow()
  const at = new Date(iso)
  return (
    <time dateTime={iso} title={full.format(at)}>
      {sayAge(now - at.getTime())}
    </time>
  )
}

/** The time left until `iso`, counting down; says "expired" afterwards. */
export function Countdown({ iso }: { iso: string }) {
  const now = useNow()
  const at = new Date(iso)
  const left = at.getTime() - now
  return (
    <time dateTime={iso} title={full.format(at)} className="inline-block min-w-[9ch]">
      {left > 0 ? sayClock(left) : 'expired'}
    </time>
  )
}

/** The time of day with seconds, for lists whose rows follow each other closely. */
export function ClockTime({ iso }: { iso: string }) {
  const at = new Date(iso)
  return (
    <time dateTime={iso} title={full.format(at)}>
      {clock.format(at)}
    </time>
  )
}
