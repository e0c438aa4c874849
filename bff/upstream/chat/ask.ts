import { randomBytes } from 'node:crypto'

import { failureCode } from '../failure.ts'
import { pairs } from '../http.ts'
import type { ExchangeStart, OpenExchange } from '../types.ts'
import type { ChatParts } from './parts.ts'

/** One request to a runtime, or to the registry in front of it. */
export interface RuntimeRequest extends Pick<
  ExchangeStart,
  'upstream' | 'target' | 'owner' | 'persona' | 'label'
> {
  method: 'GET' | 'POST' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body?: string
  /** Milliseconds before the first byte and between two. */
  silence: number
  signal: AbortSignal
  /** Told the exchange's id before the request leaves, which may never be answered. */
  began?: ((exchange: string) => void) | undefined
}

/** An answer of any status, its body still under way. */
export interface RuntimeAnswer {
  status: number
  headers: ReadonlyMap<string, string>
  /** To be read to its end or given up with `return`; either closes the exchange. */
  body: AsyncGenerator<Uint8Array, void, undefined>
}

/** An agent that says more than this in one run is stuck in a loop. */
const mostBytes = 64 * 1_048_576

/**
 * Sends a request over the pools of event streams and records it as an exchange, frames and all.
 * Rejects with the library's error when no answer began; `failureCode` names it.
 */
export async function ask(
  { pools, recorder }: Pick<ChatParts, 'pools' | 'recorder'>,
  { url, method, headers, body = '', silence, signal, began, ...about }: RuntimeRequest,
): Promise<RuntimeAnswer> {
  const sent = { ...headers, traceparent: headers['traceparent'] ?? traceparent() }
  const exchange = recorder.begin({
    ...about,
    method,
    url: url.href,
    headers: Object.entries(sent),
    body: body === '' ? null : body,
  })
  began?.(exchange.id)
  try {
    const answer = await pools.streams(url).request({
      method,
      path: url.pathname + url.search,
      headers: sent,
      body: body === '' ? null : body,
      headersTimeout: silence,
      bodyTimeout: silence,
      signal,
    })
    const answered = pairs(answer.headers)
    exchange.answered(answer.statusCode, answered)
    return {
      status: answer.statusCode,
      headers: new Map(answered),
      body: witnessed(answer.body, exchange),
    }
  } catch (error) {
    exchange.failed(failureCode(error), 'no answer')
    throw error
  }
}

async function* witnessed(body: AsyncIterable<Uint8Array>, exchange: OpenExchange) {
  let size = 0
  try {
    for await (const chunk of body) {
      exchange.chunk(chunk)
      size += chunk.length
      if (size > mostBytes)
        throw Object.assign(new Error('the answer does not end'), { code: 'TOO_LARGE' })
      yield chunk
    }
    exchange.done()
  } catch (error) {
    exchange.failed(failureCode(error), 'the answer broke off')
    throw error
  } finally {
    // Whoever stops listening before the end comes by here alone.
    exchange.failed('ABORTED', 'nobody listened any longer')
  }
}

/** A trace of its own for each request (W3C Trace Context section 3.2), so that runtimes can be searched for it. */
const traceparent = (): string =>
  `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`
