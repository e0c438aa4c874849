import { Problem } from '../../problem.ts'
import { noConversation } from './conversations.ts'
import type { KeptConversation } from './kept.ts'
import type { LiveRun } from './liveRun.ts'

/** What this process is busy with: one thing per conversation, and so many per operator. */
export class Running {
  readonly #most: number
  /** Operators by conversation. */
  readonly #busy = new Map<string, string>()
  /** Until all of a run is stored, which is a little longer than its conversation is busy. */
  readonly #live = new Map<string, LiveRun>()

  constructor(most: number) {
    this.#most = most
  }

  /**
   * Takes a conversation for one run, or for ending its session; answers what gives it back.
   * Problem 409 while it is taken, 429 where the operator has as many as one may.
   */
  reserve(owner: string, conversation: string): () => void {
    const holder = this.#busy.get(conversation)
    if (holder === owner)
      throw new Problem(409, 'conflict', 'The agent is still answering in this conversation.', {
        hint: 'Wait until it is done, or stop it.',
      })
    if (holder !== undefined) throw noConversation(conversation)
    const mine = [...this.#busy.values()].filter((one) => one === owner).length
    if (mine >= this.#most)
      throw new Problem(
        429,
        'too_many_requests',
        `${mine} agents answer you at this moment, as many as one operator may ask at a time.`,
        { hint: 'Wait until one is done, or stop one.' },
      )
    this.#busy.set(conversation, owner)
    let held = true
    return () => {
      if (held) this.#busy.delete(conversation)
      held = false
    }
  }

  busy(conversation: string): boolean {
    return this.#busy.has(conversation)
  }

  add(run: LiveRun): void {
    this.#live.set(keyOf(run.turn.conversation, run.turn.run), run)
  }

  delete(run: LiveRun): void {
    this.#live.delete(keyOf(run.turn.conversation, run.turn.run))
  }

  get(conversation: string, run: string): LiveRun | undefined {
    return this.#live.get(keyOf(conversation, run))
  }

  all(): LiveRun[] {
    return [...this.#live.values()]
  }

  /** The conversation as it is now: of runs that are not stored yet memory knows better. */
  now(kept: KeptConversation): KeptConversation {
    const runs = kept.runs.map((run) => this.get(kept.id, run.id)?.kept ?? run)
    return { ...kept, runs }
  }
}

const keyOf = (conversation: string, run: string) => `${conversation} ${run}`
