import { mergeInOrder } from './merge.ts'
import type { Answer } from './transcript.ts'

/** One question and what each side made of it. */
export interface Turn {
  key: string
  question: string
  /** By side: the run of the question, further tries, and what decisions continued. */
  sides: (readonly Answer[])[]
}

/**
 * The questions of several conversations beside each other. The same question stands in one turn,
 * wherever it was asked; a side that was not asked has an empty place there.
 */
export function turnsOf(sides: readonly (readonly Answer[])[]): Turn[] {
  const grouped = sides.map(grouping)
  const rows = mergeInOrder(grouped.map((groups) => groups.map(({ question }) => question)))
  const seen = new Map<string, number>()
  return rows.map(({ value, at }) => {
    const count = (seen.get(value) ?? 0) + 1
    seen.set(value, count)
    return {
      key: `${count} ${value}`,
      question: value,
      sides: at.map((index, side) => grouped[side]?.[index]?.runs ?? []),
    }
  })
}

interface Group {
  question: string
  runs: Answer[]
}

/** A decision goes on with its question, and so does the same question after it failed or was stopped. */
function grouping(answers: readonly Answer[]): Group[] {
  const groups: Group[] = []
  for (const answer of answers) {
    const last = groups.at(-1)
    const before = last?.runs.at(-1)
    const { input } = answer
    const again =
      input.kind === 'decision' ||
      (input.text === last?.question && (before?.state === 'failed' || before?.state === 'stopped'))
    if (last && again) last.runs.push(answer)
    else groups.push({ question: input.kind === 'text' ? input.text : '', runs: [answer] })
  }
  return groups
}
