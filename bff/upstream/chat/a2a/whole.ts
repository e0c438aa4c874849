import { type A2aArtifact, type A2aMessage, type A2aPart, type A2aTask, noteOf } from './read.ts'

interface Whole {
  /** Turns up to the last tool result: what was said and called on the way to the answer. */
  between: A2aMessage[]
  /** Turns after it: the answer itself, where no artifact holds it. */
  tail: A2aMessage[]
  /** Parts of the artifacts that hold the answer. */
  answer: A2aPart[][]
}

/**
 * What a finished task says, in order. Its history echoes the person's own words, which are left out, and
 * ends with what its artifacts hold (kagent 0.8.3 to 0.10), which therefore count. Texts of several
 * artifacts are one answer. Later kagents keep everything in artifacts and only the question in the history.
 */
export function historyOf({ history, artifacts }: A2aTask): Whole {
  const turns = history.slice(lastUser(history) + 1).filter(({ role }) => role !== 'user')
  const lastTool = turns.findLastIndex(({ parts }) => parts.some(isData))
  const answer = joined(artifacts)
  return { between: turns.slice(0, lastTool + 1), tail: turns.slice(lastTool + 1), answer }
}

const lastUser = (history: readonly A2aMessage[]): number =>
  history.findLastIndex(({ role, parts }) => role === 'user' && !parts.some(isData))

const isData = (part: A2aPart): boolean => part.kind === 'data'

/** The parts of all artifacts. Neighbouring texts become one, parted by an empty line, as one answer is read. */
function joined(artifacts: readonly A2aArtifact[]): A2aPart[][] {
  const made: A2aPart[][] = []
  for (const { parts } of artifacts) {
    const text = plainText(parts)
    const before = plainText(made.at(-1) ?? [])
    if (text !== undefined && before !== undefined)
      made[made.length - 1] = [{ kind: 'text', text: `${before}\n\n${text}`, metadata: undefined }]
    else if (parts.length > 0) made.push(parts)
  }
  return made
}

const plainText = (parts: readonly A2aPart[]): string | undefined => {
  const texts = parts.flatMap((part) =>
    part.kind === 'text' && noteOf(part.metadata, 'thought') !== true ? part.text : [],
  )
  return texts.length === parts.length && texts.length > 0 ? texts.join('') : undefined
}
