/** An event as it goes over the wire, without its frame: `id` counts from 1 in its run; 0 is what was asked. */
export interface NumberedText {
  id: number
  /** JSON without line breaks. */
  text: string
}

/** Which run: names of the store, which tell nothing. */
export interface RunName {
  topic: string
  stream: string
}

export interface RunEventsParts {
  name: RunName
  /** Something is there to be stored. */
  note(events: RunEvents): void
  /** Stored ones from `after` on; a part of them, never none while there are some. */
  read(name: RunName, after: number): Promise<NumberedText[]>
}

/** Characters of a run that stay in memory for those who follow it; older ones are read from the store. */
const keptInMemory = 256 * 1024

/**
 * The events of one run, for any number of readers, each of which goes at its own pace: nothing is kept per
 * reader, and the run never waits for one. Memory holds what is not stored yet, and the newest.
 */
export class RunEvents {
  readonly #parts: RunEventsParts
  /** Number of the first in `#texts`. */
  #first: number
  #texts: string[] = []
  #characters = 0
  #stored: number
  #ended = false
  readonly #waiting = new Set<() => void>()

  /** `stored`: number of the last one that the store has already, -1 for a new run, infinity for one that is only read. */
  constructor(parts: RunEventsParts, stored: number) {
    this.#parts = parts
    this.#stored = stored
    this.#first = stored + 1
  }

  get name(): RunName {
    return this.#parts.name
  }

  get last(): number {
    return this.#first + this.#texts.length - 1
  }

  get ended(): boolean {
    return this.#ended
  }

  add(text: string): void {
    this.#texts.push(text)
    this.#characters += text.length
    this.#parts.note(this)
    this.#wake()
  }

  /** Nothing comes any more: readers that have read all are done. */
  end(): void {
    this.#ended = true
    this.#wake()
  }

  /** What the store does not have yet, and the number of the last of it. */
  unstored(): { last: number; texts: string[] } {
    return { last: this.last, texts: this.#texts.slice(this.#stored + 1 - this.#first) }
  }

  /** The store has all up to `last`: memory may let go of the oldest. */
  storedUpTo(last: number): void {
    this.#stored = last
    let gone = 0
    for (const text of this.#texts) {
      if (this.#characters <= keptInMemory || this.#first + gone > last) break
      this.#characters -= text.length
      gone += 1
    }
    this.#texts.splice(0, gone)
    this.#first += gone
  }

  /** Those after `id` that are known, or the next part of them; none only where there are none. */
  async after(id: number): Promise<NumberedText[]> {
    if (id + 1 < this.#first) return this.#parts.read(this.name, id)
    const from = id + 1 - this.#first
    return this.#texts.slice(from).map((text, index) => ({ id: id + 1 + index, text }))
  }

  /** All of them, from what was asked on. */
  async all(): Promise<NumberedText[]> {
    const all: NumberedText[] = []
    for (;;) {
      const some = await this.after(all.at(-1)?.id ?? -1)
      if (some.length === 0) return all
      all.push(...some)
    }
  }

  /** Resolves when there is one after `id`, when the run has ended, or when `signal` is aborted. */
  async changed(id: number, signal: AbortSignal): Promise<void> {
    if (this.last > id || this.#ended || signal.aborted) return
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }
}
