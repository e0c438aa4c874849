/** What a person can do about an answer. What is missing cannot be done there, and is not offered. */
export interface AnswerActions {
  decide?: ((interruptId: string, approved: boolean, reason?: string) => void) | undefined
  /** Asks the same question again. */
  retry?: (() => void) | undefined
  /** Asks the runtime for what became of a run whose stream broke off. */
  resume?: (() => void) | undefined
  /** Ends the session at the runtime, and with it what the agent remembers. */
  endSession?: (() => void) | undefined
}
