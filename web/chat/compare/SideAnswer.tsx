import { useMemo } from 'react'

import { AnswerView } from '../parts/AnswerView.tsx'
import type { ToolMarks } from '../parts/PartView.tsx'
import type { Answer } from '../transcript.ts'
import type { Side } from './Sides.tsx'

/** One run of one side, with what can be done about it. */
export function SideAnswer({
  side: { conversation, target },
  answer,
  marks,
}: {
  side: Side
  answer: Answer
  marks: ToolMarks | undefined
}) {
  const { decide, retry, resume, endSession, answers } = conversation
  const last = answers.at(-1)?.run === answer.run
  const canEnd = target?.canEndSession === true
  const actions = useMemo(
    () => ({
      decide,
      retry: () => retry(answer.run),
      resume: () => resume(answer.run),
      ...(canEnd && { endSession }),
    }),
    [decide, retry, resume, endSession, canEnd, answer.run],
  )
  return <AnswerView answer={answer} actions={last ? actions : undefined} marks={marks} folded />
}
