import type { Answer, Part, ToolPart } from './transcript.ts'

/**
 * Answers of one conversation that know of each other: an answer that waited knows what a later run
 * decided, and a result that comes only after the decision has the name and arguments of its call.
 */
export function linked(answers: readonly Answer[]): Answer[] {
  const calls = new Map<string, ToolPart>()
  for (const { parts } of answers)
    for (const part of parts) if (part.kind === 'tool' && part.name !== '') calls.set(part.id, part)
  return answers.map((answer) => {
    const decision = decisionOn(answer, answers)
    const nameless = answer.parts.some((part) => part.kind === 'tool' && part.name === '')
    return {
      ...answer,
      ...(nameless && { parts: answer.parts.map((part) => named(part, calls)) }),
      ...(decision && { decision }),
    }
  })
}

function decisionOn({ interrupts }: Answer, answers: readonly Answer[]): Answer['decision'] {
  if (interrupts.length === 0) return undefined
  const ids = new Set(interrupts.map(({ id }) => id))
  for (const { input } of answers) {
    if (input.kind === 'decision' && ids.has(input.interruptId)) {
      const { approved, reason } = input
      return { approved, ...(reason !== undefined && { reason }) }
    }
  }
  return undefined
}

function named(part: Part, calls: ReadonlyMap<string, ToolPart>): Part {
  const call = part.kind === 'tool' && part.name === '' ? calls.get(part.id) : undefined
  return part.kind === 'tool' && call ? { ...part, name: call.name, args: call.args } : part
}
