import { FrameCutter } from './frames.ts'

/** Bytes of the first frame. An address needs less, and no client knows what to do before it has it. */
const most = 65_536

/** The end of a block of an event stream: two line ends in a row, each LF, CRLF or CR (WHATWG HTML section 9.2). */
const blockEnd = /(?:\r\n|\r(?!\n)|\n)(?:\r\n|\r|\n)/

const closing = Buffer.from('\n')

/**
 * The beginning of an event stream that may be one of HTTP with SSE: its first frame is then an `endpoint`
 * (MCP 2024-11-05, "HTTP with SSE"), which `lead` turns into an address of this process. Comments before it
 * pass at once, and so does everything after it.
 */
export class FirstFrame {
  readonly #lead: (endpoint: string) => string | null
  #kept: Buffer = Buffer.alloc(0)
  /** It has passed: nothing has to come here any more. */
  over = false

  constructor(lead: (endpoint: string) => string | null) {
    this.#lead = lead
  }

  /** What may be written now, or null for an endpoint that must not be: nothing of the stream may follow. */
  push(chunk: Uint8Array): Buffer | null {
    this.#kept = Buffer.concat([this.#kept, chunk])
    const ready: Buffer[] = []
    while (!this.over) {
      const block = this.#take()
      if (block === null) return this.#kept.length > most ? null : Buffer.concat(ready)
      const passed = this.#passed(block)
      if (passed === null) return null
      ready.push(passed)
    }
    ready.push(this.#kept)
    this.#kept = Buffer.alloc(0)
    return Buffer.concat(ready)
  }

  /** The next whole block, with its end. */
  #take(): Buffer | null {
    // one character for each byte
    const end = blockEnd.exec(this.#kept.toString('latin1'))
    if (end === null) return null
    const cut = end.index + end[0].length
    const block = this.#kept.subarray(0, cut)
    this.#kept = this.#kept.subarray(cut)
    return block
  }

  #passed(block: Buffer): Buffer | null {
    // the cutter waits after a CR for the LF that may belong to it
    const [frame] = new FrameCutter().push(Buffer.concat([block, closing]))
    this.over = frame !== undefined
    if (frame?.event !== 'endpoint') return block
    const here = this.#lead(frame.data)
    if (here === null) return null
    const id = frame.id === undefined ? '' : `id: ${frame.id}\n`
    return Buffer.from(`event: endpoint\n${id}data: ${here}\n\n`)
  }
}
