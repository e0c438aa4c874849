import type { IncomingMessage } from 'node:http'

import { type CelContext } from '../cel/expression.ts'
import { toCel } from '../cel/values.ts'
import type { AccessRecord } from '../telemetry/accessRecord.ts'
import type { Observer } from './observer.ts'
import type { Release } from './release.ts'

/** One client request on its way through the gateway. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly method: string
  readonly path: string
  /** As received, but for a validated token, which is taken out. */
  readonly headers: Headers
  /** Fires when the client goes away. */
  readonly signal: AbortSignal
  /** What the access log line and the metrics will say. */
  readonly record: AccessRecord
  readonly observe: Observer
  /** The release whose wire the client meets. */
  readonly release: Release
}

/** A request as it came in, before anybody watches it. */
export type Received = Omit<Exchange, 'observe'>

/** Reads what every request has; `signal` and `release` come from the server. */
export function receive(request: IncomingMessage, signal: AbortSignal, release: Release): Received {
  const headers = new Headers()
  for (const [name, values] of Object.entries(request.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  const [path = '/'] = (request.url ?? '/').split('?')
  const { remoteAddress, remotePort } = request.socket
  const record: AccessRecord = {
    'src.addr': `${remoteAddress}:${remotePort}`,
    'http.method': request.method ?? 'GET',
    'http.host': headers.get('host')?.replace(/:\d+$/, ''),
    'http.path': path,
    'http.version': `HTTP/${request.httpVersion}`,
  }
  return { request, method: request.method ?? 'GET', path, headers, signal, record, release }
}

/** The CEL roots `request` and `source`, and `jwt` where a token was verified (absent otherwise). */
export const celContext = (
  exchange: Pick<Exchange, 'request' | 'method' | 'path' | 'headers'>,
  claims: Record<string, unknown> | undefined,
): CelContext => ({
  ...(claims && { jwt: toCel(claims) }),
  request: {
    method: exchange.method,
    scheme: 'http',
    host: exchange.headers.get('host') ?? '',
    path: exchange.path,
    uri: `http://${exchange.headers.get('host') ?? ''}${exchange.request.url ?? '/'}`,
    version: `HTTP/${exchange.request.httpVersion}`,
    headers: Object.fromEntries(exchange.headers),
  },
  source: {
    address: exchange.request.socket.remoteAddress ?? '',
    port: BigInt(exchange.request.socket.remotePort ?? 0),
  },
})
