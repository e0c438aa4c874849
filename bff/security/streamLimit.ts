import { Problem } from '../problem.ts'

/** Streams that stay open: events of the console, and piped GETs of MCP clients. */
export interface StreamLimit {
  /** Answers what to call once when the stream ends. Throws Problem 429 for one too many. */
  enter(subject: string): () => void
}

/**
 * So many open streams per operator, each of which holds a connection and memory for as long as it likes.
 * Counted per process, which is where they are held.
 */
export function createStreamLimit(most: number): StreamLimit {
  const open = new Map<string, number>()
  return {
    enter(subject) {
      const now = open.get(subject) ?? 0
      if (now >= most)
        throw new Problem(
          429,
          'too_many_requests',
          `You have ${most} streams open, as many as one operator may.`,
          {
            hint: 'Close a tab of the console, or a client that listens, and try again.',
          },
        )
      open.set(subject, now + 1)
      return () => {
        const left = (open.get(subject) ?? 0) - 1
        if (left > 0) open.set(subject, left)
        else open.delete(subject)
      }
    },
  }
}
