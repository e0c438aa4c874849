import type { UsageView } from '../../../contract.ts'

export interface Tokens {
  input: number
  output: number
  total: number
}

/** Adds up what the calls of a model cost. */
export class UsageSum {
  #calls = 0
  #sum: Tokens = { input: 0, output: 0, total: 0 }
  #last = ''

  /** `same` where a report may repeat the one before it: kagent says the last call's again when a task ends. */
  add(tokens: Tokens, { same = false } = {}): void {
    const text = JSON.stringify(tokens)
    if (same && text === this.#last) return
    this.#last = text
    this.#calls += 1
    this.#sum.input += tokens.input
    this.#sum.output += tokens.output
    this.#sum.total += tokens.total
  }

  view(): { usage?: UsageView[] } {
    if (this.#calls === 0) return {}
    const { input, output, total } = this.#sum
    return { usage: [{ inputTokens: input, outputTokens: output, totalTokens: total }] }
  }
}
