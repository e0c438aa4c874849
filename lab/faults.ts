import type { RequestListener, ServerResponse } from 'node:http'

/**
 * Things that go wrong on a stage, made to order. A fault is named `<part>-<kind>` ("gateway-down"), so
 * that a presenter can type it; the part itself does not know.
 */
export const faultKinds = {
  down: 'nothing listens on the port',
  slow: 'the answer starts after twelve seconds',
  'broken-sse': 'an event stream ends in the middle of a frame',
  'bad-json': 'the body is not the JSON that it says it is',
  html: 'a web page answers, as when a login page is in the way',
  'server-error': 'HTTP 500 with a sentence',
} as const

export type FaultKind = keyof typeof faultKinds

const slowMs = 12_000

export class Faults {
  readonly #on = new Map<string, FaultKind>()

  set(part: string, kind: FaultKind): void {
    this.#on.set(part, kind)
  }

  clear(part: string): void {
    this.#on.delete(part)
  }

  of(part: string): FaultKind | undefined {
    return this.#on.get(part)
  }

  /** Puts itself before a part's handler. `down` is made by closing the port, not here. */
  before(part: string): (handler: RequestListener) => RequestListener {
    return (handler) => (request, response) => {
      const kind = this.#on.get(part)
      if (!kind || kind === 'down') return handler(request, response)
      if (kind === 'slow') {
        const timer = setTimeout(() => handler(request, response), slowMs)
        response.once('close', () => clearTimeout(timer))
        return
      }
      request.resume()
      answers[kind](response)
    }
  }
}

const answers: Record<Exclude<FaultKind, 'down' | 'slow'>, (response: ServerResponse) => void> = {
  'broken-sse': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    // The socket must go only after the half frame has left, or the client sees no answer at all.
    response.write('event: message\ndata: {"jsonrpc":"2.0","id":1,"resu', () => response.destroy())
  },
  'bad-json': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"jsonrpc":"2.0","id":1,"result":{"tools":[')
  },
  html: (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end('<!doctype html><title>Sign in</title><h1>Please sign in to continue</h1>')
  },
  'server-error': (response) => {
    response.writeHead(500, { 'content-type': 'text/plain' })
    response.end('upstream connect error or disconnect/reset before headers')
  },
}
