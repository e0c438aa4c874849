import type { RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { type Exchange, receive, type Received } from './exchange.ts'
import type { Observer } from './observer.ts'
import type { Release } from './release.ts'
import { Refused, type Reply, textReply } from './reply.ts'

export interface ServeOptions {
  /** The product's checks and forwarding. A thrown `Refused` is an answer like any other. */
  answer: (exchange: Exchange) => Promise<Reply>
  /** Called once per request after its last byte; `seconds` since its headers arrived. */
  finished: (exchange: Exchange, reply: Reply, seconds: number) => void
  /** Who watches a request; asked before its first step. */
  observerOf: (received: Received) => Observer
  release: Release
  /** One line for a fault of the gateway itself. */
  log: (line: string) => void
}

/** Turns a product's `answer` into an HTTP handler that streams, and stops when the client leaves. */
export const serve =
  (options: ServeOptions): RequestListener =>
  (request, response) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const began = performance.now()
    const received = receive(request, gone.signal, options.release)
    const exchange: Exchange = { ...received, observe: options.observerOf(received) }
    const run = async (): Promise<void> => {
      exchange.observe({ type: 'requestStarted' })
      const reply = await options
        .answer(exchange)
        .catch((error: unknown) => toReply(error, options))
      // As in the product, the body is no step: lists are filtered while it is sent.
      exchange.observe({
        type: 'requestFinished',
        status: reply.status,
        error: reply.outcome?.error ?? null,
      })
      await send(reply, response)
      options.finished(exchange, reply, (performance.now() - began) / 1000)
    }
    void run().catch((error: unknown) => options.log(`error request failed: ${String(error)}`))
  }

function toReply(error: unknown, { log }: ServeOptions): Reply {
  if (error instanceof Refused) return error.reply
  log(`error internal fault: ${error instanceof Error ? error.message : String(error)}`)
  return textReply(500, 'internal error', 'Internal')
}

async function send(reply: Reply, response: ServerResponse): Promise<void> {
  if (reply.body === undefined || typeof reply.body === 'string') {
    const length = Buffer.byteLength(reply.body ?? '')
    response.writeHead(reply.status, { ...reply.headers, 'content-length': length }).end(reply.body)
    return
  }
  response.writeHead(reply.status, reply.headers)
  response.flushHeaders()
  // A client that leaves mid-stream is its right, not a fault; the source is closed either way.
  await pipeline(Readable.from(reply.body, { objectMode: true }), response).catch(() => undefined)
}
