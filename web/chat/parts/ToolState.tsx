import type { ReactNode } from 'react'

import { OutcomeIcon } from '../../ui/OutcomeIcon.tsx'
import { PhaseIcon } from '../../ui/PhaseIcon.tsx'
import type { ToolPart } from '../transcript.ts'
import { toolWords } from './toolWords.ts'

const tones: Record<ToolPart['state'], string> = {
  running: 'text-ink-2',
  done: 'text-allowed',
  failed: 'text-failed',
  waiting: 'text-failed',
  unanswered: 'text-gone',
}

const icons: Record<ToolPart['state'], ReactNode> = {
  running: <PhaseIcon phase="deploying" />,
  done: <OutcomeIcon outcome="allowed" />,
  failed: <OutcomeIcon outcome="failed" />,
  waiting: <PhaseIcon phase="undeployed" />,
  unanswered: <OutcomeIcon outcome="unreachable" />,
}

/** The state of a call: a sign that is known by its form, and the word; of a usual end only the sign is in sight. */
export function ToolState({
  state,
  declined,
}: {
  state: ToolPart['state']
  /** A person said no; what the agent was told instead of a result is no failure. */
  declined: boolean
}) {
  if (declined)
    return (
      <span className="flex shrink-0 items-center gap-1.5 text-sm font-bold text-refused">
        <OutcomeIcon outcome="refused" className="size-[1.3em]" />
        rejected
      </span>
    )
  return (
    <span className={`flex shrink-0 items-center gap-1.5 text-sm font-bold ${tones[state]}`}>
      <span className="grid text-base">{icons[state]}</span>
      <span className={state === 'done' ? 'sr-only' : ''}>{toolWords[state]}</span>
    </span>
  )
}
