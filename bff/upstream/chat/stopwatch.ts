import type { ChatTiming } from '../../contract.ts'
import type { InnerEvent } from './order.ts'

/** Measures one run, from its making on. */
export class Stopwatch {
  readonly #clock: () => number
  readonly #from: number
  #firstByte: number | null = null
  #firstText: number | null = null

  constructor(clock: () => number) {
    this.#clock = clock
    this.#from = clock()
  }

  /** An event has come. What an adapter says about its own run is no answer yet. */
  see({ type }: InnerEvent): void {
    const ms = this.#clock() - this.#from
    if (type === 'TEXT_MESSAGE_CONTENT') this.#firstText ??= ms
    if (type !== 'CUSTOM') this.#firstByte ??= ms
  }

  /** The adapter has seen the first byte itself. */
  told({ firstByteMs }: ChatTiming): void {
    this.#firstByte = firstByteMs ?? this.#firstByte
  }

  timing(): ChatTiming {
    return {
      firstByteMs: this.#firstByte,
      firstTextMs: this.#firstText,
      totalMs: this.#clock() - this.#from,
    }
  }
}
