/** How much of a body is kept, in bytes. */
export const bodyCap = 1_048_576
/** Pieces whose times are kept: more than anybody looks through. */
export const mostPieces = 10_000

/**
 * The beginning of a body in memory of its own, however small the chunks it came in. A view of a chunk
 * would keep the socket's whole read buffer alive for as long as the exchange.
 */
export class KeptBody {
  readonly #marks: { atMs: number; end: number }[] = []
  #memory = Buffer.alloc(0)
  #size = 0
  #truncated = false

  push(chunk: Uint8Array, atMs: number): void {
    const part = chunk.subarray(0, bodyCap - this.#size)
    if (part.length < chunk.length) this.#truncated = true
    if (part.length === 0) return
    const end = this.#size + part.length
    if (end > this.#memory.length) this.#grow(end)
    this.#memory.set(part, this.#size)
    this.#size = end
    // no frame ends without a line end: until one comes nobody will ask when these bytes came
    if (this.#marks.length < mostPieces && (part.includes(10) || part.includes(13)))
      this.#marks.push({ atMs, end })
  }

  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#size)
  }

  get truncated(): boolean {
    return this.#truncated
  }

  /** What came by when, cut behind chunks in which a line ended; at most `mostPieces`. */
  *pieces(): Generator<{ atMs: number; bytes: Uint8Array }> {
    let from = 0
    for (const { atMs, end } of this.#marks) {
      yield { atMs, bytes: this.#memory.subarray(from, end) }
      from = end
    }
  }

  #grow(needed: number): void {
    const size = this.#size === 0 ? needed : Math.max(needed, 2 * this.#memory.length)
    const memory = Buffer.allocUnsafeSlow(Math.min(size, bodyCap))
    memory.set(this.bytes)
    this.#memory = memory
  }
}
