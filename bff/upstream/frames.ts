/** One server-sent event (WHATWG HTML section 9.2), without a claim on what its data mean. */
export interface SseFrame {
  event?: string
  id?: string
  data: string
}

/**
 * Cuts an event stream as its bytes arrive: LF, CRLF and CR line ends, several `data:` lines, comments,
 * UTF-8 characters split over chunks. Frames without data (comments, lone `retry:`) are not reported.
 */
export class FrameCutter {
  readonly #decoder = new TextDecoder()
  #rest = ''
  #endedWithReturn = false
  #frame: { event?: string; id?: string; data: string[] } = { data: [] }

  push(bytes: Uint8Array): SseFrame[] {
    return this.#cut(this.#decoder.decode(bytes, { stream: true }))
  }

  /** At the end of the stream: a frame that was never closed by an empty line, or null. */
  unfinished(): SseFrame | null {
    const frames = this.#cut(`${this.#decoder.decode()}\n`)
    return frames[0] ?? this.#take()
  }

  #cut(text: string): SseFrame[] {
    const frames: SseFrame[] = []
    // a long line in small pieces is looked through once, when it ends
    const afterReturn = this.#endedWithReturn
    this.#endedWithReturn = text === '' ? afterReturn : text.endsWith('\r')
    if (!afterReturn && !/[\r\n]/.test(text)) {
      this.#rest += text
      return frames
    }
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line !== '') this.#field(line)
      else {
        const frame = this.#take()
        if (frame) frames.push(frame)
      }
    }
    return frames
  }

  #field(line: string): void {
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') this.#frame.data.push(value)
    else if (name === 'event') this.#frame.event = value
    else if (name === 'id') this.#frame.id = value
  }

  #take(): SseFrame | null {
    const { data, ...names } = this.#frame
    this.#frame = { data: [] }
    return data.length > 0 ? { ...names, data: data.join('\n') } : null
  }
}
