import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'

import type { Dispatcher, Pool } from 'undici'

import { FirstFrame } from './firstFrame.ts'
import { type FlatHeaders, lazyPairs, responseHeaders } from './pipeHeaders.ts'
import type { OpenExchange } from './types.ts'
import { isEventStream } from './wire.ts'

export interface Piped {
  pool: Pool
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  headers: FlatHeaders
  body: Buffer | Readable | null
  outgoing: ServerResponse
  exchange: OpenExchange
  /** Written with whatever the upstream answers, under what of its headers may pass. */
  answerHeaders: Record<string, string>
  /** A 401 is not written but handed back, so that it can be retried with a fresh token. */
  holdUnauthorized: boolean
  /** The address here for an endpoint that the stream may begin with, null where there is none. */
  lead: ((endpoint: string) => string | null) | undefined
}

/** How a piped request ended. `failed` only where nothing was written yet; `unauthorized` can be written later. */
export type PipeEnd =
  | { end: 'written' }
  | { end: 'unauthorized'; write: () => void }
  | { end: 'failed'; error: Error }

/**
 * Sends one request and writes its answer to the browser as it comes: status, allowed headers, every
 * chunk at once, with back-pressure both ways. A browser that goes away aborts the upstream request.
 * Never rejects.
 */
export const pipe = (piped: Piped): Promise<PipeEnd> =>
  new Promise((resolve) => {
    const { pool, method, path, headers, body } = piped
    const options = { method, path, headers, body, bodyTimeout: 0 }
    pool.dispatch(options, new PipeHandler(piped, resolve))
  })

/** Bytes of a 401 that wait for a fresh token. A longer one is no refusal that anybody would retry. */
const heldCap = 65_536

interface Held {
  headers: Record<string, string>
  chunks: Buffer[]
  size: number
}

/** undici's own handler interface: no stream objects between the two sockets. */
class PipeHandler implements Dispatcher.DispatchHandler {
  readonly #piped: Piped
  readonly #resolve: (end: PipeEnd) => void
  #controller: Dispatcher.DispatchController | undefined
  #held: Held | undefined
  #first: FirstFrame | undefined
  #over = false
  /** Bytes of the body that are to come; NaN where nobody said. */
  #missing = Number.NaN

  constructor(piped: Piped, resolve: (end: PipeEnd) => void) {
    this.#piped = piped
    this.#resolve = resolve
    piped.outgoing.on('close', this.#left)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#piped.outgoing.destroyed) this.#left()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    answer: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return
    const { exchange, answerHeaders, holdUnauthorized, lead } = this.#piped
    exchange.answered(status, lazyPairs(answer))
    const headers = responseHeaders(answer, answerHeaders)
    if (lead && isEventStream(headers['content-type']?.toLowerCase() ?? null)) {
      this.#first = new FirstFrame(lead)
      // the address here has another length
      delete headers['content-length']
    }
    if (status === 401 && holdUnauthorized) this.#held = { headers, chunks: [], size: 0 }
    else this.#begin(status, headers)
  }

  #begin(status: number, headers: Record<string, string>): void {
    const { outgoing } = this.#piped
    outgoing.writeHead(status, headers)
    this.#missing = Number(headers['content-length'])
    // with a length the head can wait for the body that is about to come; a stream may be silent for long
    if (headers['content-length'] === undefined) outgoing.flushHeaders()
    outgoing.on('drain', this.#drained)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#piped.exchange.chunk(chunk)
    const seen = this.#first ? this.#look(this.#first, chunk, controller) : chunk
    const ready = this.#held && seen ? this.#hold(this.#held, seen) : seen
    if (ready === null) return
    const { outgoing } = this.#piped
    this.#missing -= ready.length
    // with its last bytes at hand, a short answer leaves in one piece with its head
    if (this.#missing === 0) outgoing.end(ready)
    else if (!outgoing.write(ready)) controller.pause()
  }

  /** What can be written now of a stream that begins; none where it names an endpoint that is not below the gateway. */
  #look(
    first: FirstFrame,
    chunk: Buffer,
    controller: Dispatcher.DispatchController,
  ): Buffer | null {
    const ready = first.push(chunk)
    if (first.over) this.#first = undefined
    if (ready !== null) return ready.length === 0 ? null : ready
    const refused = new EndpointRefused()
    const { outgoing, exchange } = this.#piped
    exchange.failed(refused.code, refused.message)
    // a comment: clients pass over it, people who look at the stream read it
    outgoing.end(`: ${refused.message}\n\n`)
    this.#end({ end: 'written' })
    controller.abort(refused)
    return null
  }

  /** What can be written now: nothing while the refusal is short, then all of it so far. */
  #hold(held: Held, chunk: Buffer): Buffer | null {
    held.chunks.push(Buffer.from(chunk))
    held.size += chunk.length
    if (held.size <= heldCap) return null
    this.#held = undefined
    this.#begin(401, held.headers)
    return Buffer.concat(held.chunks)
  }

  onResponseEnd(): void {
    const { outgoing, exchange } = this.#piped
    exchange.done()
    const held = this.#held
    if (held) {
      const write = () => outgoing.writeHead(401, held.headers).end(Buffer.concat(held.chunks))
      return this.#end({ end: 'unauthorized', write })
    }
    outgoing.end()
    this.#end({ end: 'written' })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#over) return
    const { outgoing, exchange } = this.#piped
    exchange.failed('code' in error ? String(error.code) : error.name, error.message)
    if (outgoing.headersSent || outgoing.destroyed) {
      outgoing.destroy()
      this.#end({ end: 'written' })
    } else this.#end({ end: 'failed', error })
  }

  readonly #drained = (): void => this.#controller?.resume()

  readonly #left = (): void => {
    if (!this.#over && !this.#piped.outgoing.writableEnded)
      this.#controller?.abort(new BrowserLeft())
  }

  #end(end: PipeEnd): void {
    this.#over = true
    const { outgoing } = this.#piped
    outgoing.off('close', this.#left)
    outgoing.off('drain', this.#drained)
    this.#resolve(end)
  }
}

class BrowserLeft extends Error {
  readonly code = 'ABORTED'
  override readonly message = 'the browser went away'
}

/** Its code is the one that the console's own client has for it. */
class EndpointRefused extends Error {
  readonly code = 'FOREIGN_ENDPOINT'
  override readonly message =
    'The gateway names an endpoint that is not below its configured URL, or none that anybody could read. Nothing is sent there.'
}
