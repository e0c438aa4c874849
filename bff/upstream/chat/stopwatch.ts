import type { ChatTiming } from '../../contract.ts'
import type { InnerEvent } from './order.ts'

/** Measures one run, from its making on. */
export class Stopwatch {
  readonly #clock: () => number
  readonly #from: number
  #firstByte: number | null = null
  #firstText: number | null = null
  /** Something of an answer has come, and not only what an adapter says about it. */
  #answered = false

  constructor(clock: () => number) {
    this.#clock = clock
    this.#from = clock()
  }

  /** An event has come. What an adapter says about a run is no answer yet, until it names the exchange. */
  see(event: InnerEvent): void {
    const ms = this.#clock() - this.#from
    if (event.type === 'TEXT_MESSAGE_CONTENT') this.#firstText ??= ms
    if (event.type !== 'CUSTOM') this.#answered = true
    if (isAnswer(event)) this.#firstByte ??= ms
  }

  /** The adapter has seen the first byte itself. */
  told({ firstByteMs }: ChatTiming): void {
    this.#firstByte = firstByteMs ?? this.#firstByte
  }

  /** `failed`: where nothing was answered before that, there was no first byte, though there is an exchange. */
  timing(failed: boolean): ChatTiming {
    return {
      firstByteMs: failed && !this.#answered ? null : this.#firstByte,
      firstTextMs: this.#firstText,
      totalMs: this.#clock() - this.#from,
    }
  }
}

/** An exchange is told as soon as the runtime has begun to answer it. */
const isAnswer = (event: InnerEvent): boolean =>
  event.type !== 'CUSTOM' || (event.name === 'chat.meta' && event.value.exchange !== undefined)
