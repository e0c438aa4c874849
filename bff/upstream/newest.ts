/**
 * The last `most` different items of those added, in the order of their first coming. An item costs one
 * push: what has to go goes in batches, because letting go of the oldest one by one is a search each time.
 */
export class Newest<T> {
  readonly #most: number
  #items: T[] = []

  constructor(most: number) {
    this.#most = most
  }

  add(item: T): void {
    this.#items.push(item)
    if (this.#items.length >= 2 * this.#most) this.#items = this.#last()
  }

  /** Answers them, and is empty after that. */
  take(): T[] {
    const last = this.#last()
    this.#items = []
    return last
  }

  #last(): T[] {
    return [...new Set(this.#items)].slice(-this.#most)
  }
}
