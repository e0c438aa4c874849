import type { AdapterEvent } from '../adapter.ts'

type Emit = (event: AdapterEvent) => void
type Lane = 'text' | 'reasoning'

/** How a text came. */
export interface Said {
  /** A piece of it; more follows. */
  partial: boolean
  /** It may say again what was said last, and is then dropped. */
  repeat?: boolean
}

/**
 * Text and reasoning as messages, one open at a time. Runtimes say the same thing twice: pieces, then the
 * whole; the answer, then an artifact with it. Each is compared with what is open or was closed last, never
 * with everything said so far, which would swallow a sentence that is meant to come twice.
 */
export class Speech {
  readonly #emit: Emit
  readonly #newId: () => string
  #open: { lane: Lane; id: string; text: string } | undefined
  #last = ''

  constructor(emit: Emit, newId: () => string) {
    this.#emit = emit
    this.#newId = newId
  }

  /** Whether any text (not reasoning) has been said. */
  get spoken(): boolean {
    return this.#last !== '' || this.#open?.lane === 'text'
  }

  say(lane: Lane, text: string, { partial, repeat = false }: Said): void {
    if (text === '') return
    if (partial) return this.#delta(lane, text)
    const open = this.#open?.lane === lane ? this.#open : undefined
    if (open && text.startsWith(open.text)) {
      if (text.length > open.text.length) this.#delta(lane, text.slice(open.text.length))
      return this.close()
    }
    this.close()
    if (repeat && lane === 'text' && text === this.#last) return
    this.#delta(lane, text)
    this.close()
  }

  close(): void {
    if (this.#open === undefined) return
    const { lane, id, text } = this.#open
    this.#open = undefined
    if (lane === 'text') {
      this.#last = text
      this.#emit({ type: 'TEXT_MESSAGE_END', messageId: id })
    } else this.#emit({ type: 'REASONING_MESSAGE_END', messageId: id })
  }

  #delta(lane: Lane, delta: string): void {
    if (this.#open?.lane !== lane) {
      this.close()
      this.#open = { lane, id: this.#newId(), text: '' }
      const { id } = this.#open
      if (lane === 'text')
        this.#emit({ type: 'TEXT_MESSAGE_START', messageId: id, role: 'assistant' })
      else this.#emit({ type: 'REASONING_MESSAGE_START', messageId: id, role: 'reasoning' })
    }
    this.#open.text += delta
    const messageId = this.#open.id
    if (lane === 'text') this.#emit({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta })
    else this.#emit({ type: 'REASONING_MESSAGE_CONTENT', messageId, delta })
  }
}
