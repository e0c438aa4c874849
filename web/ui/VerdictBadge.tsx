import type { Outcome, Verdict } from '#bff'

import { OutcomeIcon } from './OutcomeIcon.tsx'

/** The colour of an outcome as a text class; `rejected` is a refusal too, of the token. */
const outcomeText: Record<Outcome, string> = {
  allowed: 'text-allowed',
  refused: 'text-refused',
  rejected: 'text-refused',
  failed: 'text-failed',
  invalid: 'text-failed',
  unreachable: 'text-gone',
}
const sizes = { sm: 'text-sm gap-1.5', md: 'text-base gap-2', lg: 'text-xl gap-3' }

/** A verdict as words first, with the sign and the colour of its outcome. */
export function VerdictBadge({
  verdict,
  size = 'md',
}: {
  verdict: Pick<Verdict, 'outcome' | 'words'>
  size?: 'sm' | 'md' | 'lg'
}) {
  return (
    <span
      data-outcome={verdict.outcome}
      className={`inline-flex items-center font-bold ${sizes[size]} ${outcomeText[verdict.outcome]}`}
    >
      <OutcomeIcon outcome={verdict.outcome} />
      {verdict.words}
    </span>
  )
}
