/** A tool call that has come back. */
export interface Step {
  name: string
  args: Record<string, unknown>
  /** What the tool said. */
  text: string
  /** `denied`: a person declined the call and it did not run. */
  outcome: 'ok' | 'error' | 'denied'
  /** Why a person declined. */
  reason?: string
}

/** One question of the conversation and what has been done about it. */
export interface Talk {
  question: string
  steps: Step[]
}

export interface Call {
  name: string
  args: Record<string, unknown>
}

/** What to do next: say something, call tools, or both; without calls it is the end of the answer. */
export interface Move {
  say?: string
  calls?: Call[]
}

/**
 * Decides the next move from the whole conversation (the last talk is the open one) and the names of the
 * tools there are. Pure: the same conversation always gets the same move.
 */
export type Planner = (talks: readonly Talk[], tools: readonly string[]) => Move
