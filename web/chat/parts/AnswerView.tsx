import { memo } from 'react'

import type { Answer, ToolPart } from '../transcript.ts'
import type { AnswerActions } from './actions.ts'
import { ApprovalCard, type Decided } from './ApprovalCard.tsx'
import { FailureCard } from './FailureCard.tsx'
import { type ToolMarks, PartView } from './PartView.tsx'
import { Question } from './Question.tsx'
import { RunFooter } from './RunFooter.tsx'
import { Working } from './Working.tsx'

const none: AnswerActions = {}

export interface AnswerViewProps {
  answer: Answer
  actions?: AnswerActions | undefined
  /** Tools begin as one line each, where several answers stand beside each other. */
  folded?: boolean
  marks?: ToolMarks | undefined
  /** The raw events are in sight from the beginning. */
  raw?: boolean
}

/** A question and what came of it, in the order in which it came; drawn anew only when it changes. */
export const AnswerView = memo(function AnswerView({
  answer,
  actions = none,
  folded = false,
  marks,
  raw = false,
}: AnswerViewProps) {
  const { run, state, input, parts, failure, interrupts } = answer
  const declined =
    answer.decision?.approved === false
      ? interrupts.flatMap(({ toolCallId }) => toolCallId ?? [])
      : []
  return (
    <article
      data-run={run}
      data-state={state}
      aria-label={input.kind === 'text' ? 'Question and answer' : 'Decision and answer'}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4"
    >
      <Question input={input} />
      {parts.map((part) => (
        <PartView
          key={`${part.kind} ${part.id}`}
          part={part}
          folded={folded}
          declined={declined}
          marks={marks}
        />
      ))}
      <Working answer={answer} />
      {interrupts.map((interrupt) => (
        <ApprovalCard
          key={interrupt.id}
          interrupt={interrupt}
          tool={parts.find(
            (part): part is ToolPart => part.kind === 'tool' && part.id === interrupt.toolCallId,
          )}
          decided={decidedOn(answer)}
          why={answer.decision?.reason}
          decide={actions.decide}
        />
      ))}
      {state === 'stopped' && interrupts.length === 0 && parts.at(-1)?.kind !== 'notice' ? (
        <p className="text-sm text-ink-2">Stopped here.</p>
      ) : null}
      {failure ? <FailureCard failure={failure} run={run} actions={actions} /> : null}
      <RunFooter answer={answer} raw={raw} />
    </article>
  )
})

/** What became of the approvals that an answer waited for; undefined while they are open. */
function decidedOn({ decision, state }: Answer): Decided | undefined {
  if (decision) return decision.approved ? 'approved' : 'rejected'
  return state === 'waiting' ? undefined : 'expired'
}
