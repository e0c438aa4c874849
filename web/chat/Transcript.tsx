import { type RefObject, useMemo } from 'react'

import type { ChatTarget } from '#bff'

import { Skeleton } from '../ui/Skeleton.tsx'
import { AnswerView } from './parts/AnswerView.tsx'
import { Suggestions } from './Suggestions.tsx'
import type { Conversation } from './useConversation.ts'

/** The answers of a conversation in order, or what could be asked. */
export function Transcript({
  conversation,
  target,
  box,
}: {
  conversation: Conversation
  target: ChatTarget | undefined
  /** The list itself, for whoever keeps its newest in sight. */
  box: RefObject<HTMLDivElement | null>
}) {
  const { answers, state, decide, retry, resume, endSession, ask } = conversation
  const can = target?.available === true
  const canEnd = can && target.canEndSession
  const actions = useMemo(
    () =>
      can
        ? {
            decide,
            // Without arguments: a button must not hand its event over as the name of a run.
            retry: () => retry(),
            resume: () => resume(),
            endSession: canEnd ? endSession : undefined,
          }
        : undefined,
    [can, canEnd, decide, retry, resume, endSession],
  )
  const last = answers.at(-1)
  return (
    <div ref={box} className="grid grid-cols-[minmax(0,1fr)] gap-8 py-4">
      {state === 'loading' ? <Skeleton className="h-40 w-full" /> : null}
      {state === 'empty' && target?.available ? <Suggestions target={target} onAsk={ask} /> : null}
      {answers.map((answer) => (
        <AnswerView
          key={answer.run}
          answer={answer}
          actions={answer === last ? actions : undefined}
        />
      ))}
    </div>
  )
}
