import type { Answer, Part, ToolPart } from './transcript.ts'

/**
 * Answers of one conversation, in order, that know of each other. What a later run decided stands with
 * the answer that waited for it. The result of the call that waited comes in the later run, where nobody
 * says its name again: it moves to its call, so that a call is one card. Answers that no decision
 * concerns come back as the same objects.
 */
export function linked(answers: readonly Answer[]): readonly Answer[] {
  const decided = new Map<string, Answer>()
  for (const answer of answers)
    if (answer.input.kind === 'decision') decided.set(answer.input.interruptId, answer)
  if (decided.size === 0) return answers
  return answers.map((answer) => {
    const later = answer.interrupts.map(({ id }) => decided.get(id)).find(Boolean)
    return withoutMoved(later ? withDecision(answer, later) : answer)
  })
}

function withDecision(answer: Answer, later: Answer): Answer {
  if (later.input.kind !== 'decision') return answer
  const { approved, reason } = later.input
  return {
    ...answer,
    decision: { approved, ...(reason !== undefined && { reason }) },
    parts: answer.parts.map((part) => withResult(part, later)),
  }
}

/** A call that waited goes on with the later run, and ends with it. */
function withResult(part: Part, later: Answer): Part {
  if (part.kind !== 'tool' || part.state !== 'waiting') return part
  const result = later.parts.find((each) => each.kind === 'tool' && each.id === part.id)
  if (result?.kind === 'tool') return { ...result, name: part.name, args: part.args }
  return { ...part, state: later.state === 'running' ? 'running' : 'unanswered' }
}

/** A decision's own answer, without the results that moved to the calls before it. */
function withoutMoved(answer: Answer): Answer {
  return answer.input.kind === 'decision' && answer.parts.some(isNameless)
    ? { ...answer, parts: answer.parts.filter((part) => !isNameless(part)) }
    : answer
}

const isNameless = (part: Part): part is ToolPart => part.kind === 'tool' && part.name === ''
