import { sayClock } from '../../ui/duration.ts'
import { useNow } from '../../ui/useNow.ts'
import type { Answer } from '../transcript.ts'
import { workOf } from './work.ts'

/** What the agent is at, and for how long: an agent that does not stream may be silent for a minute. */
export function Working({ answer }: { answer: Answer }) {
  const work = workOf(answer)
  return work === undefined ? null : <Clock work={work} since={Date.parse(answer.startedAt)} />
}

function Clock({ work, since }: { work: string; since: number }) {
  const now = useNow()
  return (
    <p data-working className="flex items-baseline gap-3 text-sm text-ink-2">
      {work} <span>{sayClock(now - since)}</span>
    </p>
  )
}
