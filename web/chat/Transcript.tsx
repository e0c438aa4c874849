import { useMemo, useRef } from 'react'

import type { ChatTarget } from '#bff'

import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AnswerView } from './parts/AnswerView.tsx'
import { Suggestions } from './Suggestions.tsx'
import type { Conversation } from './useConversation.ts'
import { useStickToEnd } from './useStickToEnd.ts'

/** The answers of a conversation in order; the newest stays in sight until somebody scrolls up. */
export function Transcript({
  conversation,
  target,
  onEnd,
}: {
  conversation: Conversation
  target: ChatTarget | undefined
  /** Somebody has gone to the end; the button that they pressed is no more. */
  onEnd: () => void
}) {
  const { answers, state, decide, retry, resume, endSession, ask } = conversation
  const box = useRef<HTMLDivElement>(null)
  const { away, toEnd } = useStickToEnd(box)
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
    <>
      <div ref={box} className="grid grid-cols-[minmax(0,1fr)] gap-8 py-4">
        {state === 'loading' ? <Skeleton className="h-40 w-full" /> : null}
        {state === 'empty' && target?.available ? (
          <Suggestions target={target} onAsk={ask} />
        ) : null}
        {answers.map((answer) => (
          <AnswerView
            key={answer.run}
            answer={answer}
            actions={answer === last ? actions : undefined}
          />
        ))}
      </div>
      {away ? (
        <div className="sticky bottom-40 z-5 -mt-9 grid justify-items-center">
          <Button
            size="sm"
            onClick={() => {
              toEnd()
              onEnd()
            }}
          >
            <Icon name="chevronDown" /> Newest
          </Button>
        </div>
      ) : null}
    </>
  )
}
