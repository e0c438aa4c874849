import type { Answer, Part, ToolPart } from './transcript.ts'

/**
 * Answers of one conversation, in order. A call that waited for a decision gets its result in a later
 * run, where nobody says its name again: there it takes name and arguments from the call itself.
 */
export function named(answers: readonly Answer[]): readonly Answer[] {
  if (!answers.some(hasNameless)) return answers
  const calls = new Map<string, ToolPart>()
  for (const { parts } of answers)
    for (const part of parts) if (part.kind === 'tool' && part.name !== '') calls.set(part.id, part)
  return answers.map((answer) =>
    hasNameless(answer)
      ? { ...answer, parts: answer.parts.map((part) => withName(part, calls)) }
      : answer,
  )
}

const isNameless = (part: Part): part is ToolPart => part.kind === 'tool' && part.name === ''
const hasNameless = ({ parts }: Answer) => parts.some(isNameless)

function withName(part: Part, calls: ReadonlyMap<string, ToolPart>): Part {
  const call = isNameless(part) ? calls.get(part.id) : undefined
  return isNameless(part) && call ? { ...part, name: call.name, args: call.args } : part
}
