import type { Answer } from '#bff'

import { sayDuration } from '../ui/duration.ts'
import { RelativeTime } from '../ui/time.tsx'
import { VerdictBadge } from '../ui/VerdictBadge.tsx'

const reached = {
  nowhere: 'never left the console server',
  gateway: 'never reached the upstream',
  upstream: 'reached the upstream',
}

/** The verdict in words, the sentence that says it, and what the wire said. */
export function AnswerHead({ answer }: { answer: Answer }) {
  const { status, verdict, ms } = answer
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="stage:hidden">
          <VerdictBadge verdict={verdict} />
        </span>
        <span className="hidden stage:block">
          <VerdictBadge verdict={verdict} size="lg" />
        </span>
        <span className="text-sm text-ink-2">
          <RelativeTime iso={answer.at} />
        </span>
      </div>
      <output className="block">{verdict.sentence}</output>
      <p className="flex flex-wrap gap-x-4 font-mono text-sm text-ink-2">
        <span>{status === null ? 'no HTTP answer' : `HTTP ${status}`}</span>
        <span>{sayDuration(ms)}</span>
        {verdict.code === undefined ? null : <span>{verdict.code}</span>}
        <span className="font-sans">{reached[verdict.reached]}</span>
      </p>
      {verdict.hint ? <p className="text-ink-2">{verdict.hint}</p> : null}
    </>
  )
}
