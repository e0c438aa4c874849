/** A question, the tools that its answer takes, and what the answer must say. */
export interface Question {
  ask: string
  tools: string[]
  says: (string | RegExp)[]
}
