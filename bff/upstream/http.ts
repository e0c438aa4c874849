import { Pool } from 'undici'

import { failureCode } from './failure.ts'

/** The only way to an upstream: pools of connections per configured origin. */
export interface Pools {
  /** Throws when `url` is of no configured origin: that is a mistake in this program, not of a user. */
  of(url: URL): Pool
  /** For event streams, which hold a connection while somebody listens: calls never wait for one of theirs. */
  streams(url: URL): Pool
  close(): Promise<void>
}

export interface PoolLimits {
  /** Milliseconds until the first header of an answer. */
  headersTimeout: number
  /** Milliseconds of silence within an answer. */
  bodyTimeout: number
}

/** One connection more than that waits in the pool's queue. */
const connections = { calls: 64, streams: 512 }
const keepAliveMs = 30_000
const graceMs = 100

/** Pools for these URLs' origins and for no other (RFC 10017, "Proxy Restrictions": an explicit allow-list). */
export function createPools(urls: Iterable<string>, limits: PoolLimits): Pools {
  const origins = new Set([...urls].map((url) => new URL(url).origin))
  const make = (most: number) =>
    new Map(
      [...origins].map((origin) => {
        const options = {
          ...limits,
          connections: most,
          pipelining: 1,
          keepAliveTimeout: keepAliveMs,
        }
        return [origin, new Pool(origin, options)]
      }),
    )
  const [calls, streams] = [make(connections.calls), make(connections.streams)]
  return {
    of: (url) => found(calls, url),
    streams: (url) => found(streams, url),
    async close() {
      await Promise.all([...calls.values(), ...streams.values()].map((pool) => pool.destroy()))
    },
  }
}

function found(pools: Map<string, Pool>, { origin }: URL): Pool {
  const pool = pools.get(origin)
  if (pool === undefined) throw new Error(`${origin} is not a configured upstream`)
  return pool
}

/**
 * The path and query to send for what a browser appended to a configured URL, or null when it could
 * lead anywhere but below it: dot segments, empty segments, backslashes, encoded slashes or dots, `@`,
 * another URL, control characters; also as servers read them that cut `..;x` down to `..`, or take bytes
 * C0 and C1, which no UTF-8 has, for ASCII. `rest` is as it stood on the request line, with its leading slash.
 */
export function pathBelow(base: URL, rest: string): string | null {
  const [path, query] = splitOnce(rest, '?')
  if (!/^(?:\/[\w.~!$&'()*+,;=:%-]*)*$/.test(path)) return null
  if (/%(?:2f|5c|2e|40|00|25|[01][0-9a-f]|7f|c[01])/i.test(path) || /%(?![0-9a-f]{2})/i.test(path))
    return null
  const segments = path.split('/').slice(1)
  if (segments.some((segment) => /^\.\.?(?:;|$)|:/.test(segment))) return null
  if (segments.slice(0, -1).includes('')) return null
  if (query !== undefined && /[^\x21-\x7e]|#/.test(query)) return null
  const below = path === '/' ? '' : path
  return `${base.pathname.replace(/\/$/, '')}${below}${joinQuery(base.search, query)}` || '/'
}

const joinQuery = (fixed: string, query: string | undefined): string => {
  if (query === undefined || query === '') return fixed
  return fixed === '' ? `?${query}` : `${fixed}&${query}`
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

export interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body?: string
  /** Milliseconds for all of it, from connecting to the last byte. */
  deadline: number
  /** Bytes of the answer that are read; the rest is cut off. */
  cap: number
  signal?: AbortSignal
  /** Milliseconds of silence, before the answer and within it; the pool's where it is left out. */
  silence?: number
}

export interface Received {
  status: number
  headers: [string, string][]
  bytes: Buffer
  truncated: boolean
  /** The answer began and did not end properly. */
  broken?: { code: string }
}

/** Sees an exchange as it passes; an `OpenExchange` is one. */
export interface Witness {
  answered(status: number, headers: Iterable<[string, string]>): void
  chunk(bytes: Uint8Array): void
}

/** For what nobody asked to be recorded. */
export const silent: Witness = { answered: () => undefined, chunk: () => undefined }

/**
 * One request with its own deadline, never redirected, its answer read whole up to `cap`.
 * Rejects with the library's error when no answer began; `failureCode` names it. When `enough` says so
 * (an event stream held the answer), the stream gets `graceMs` to end by itself, which keeps the connection.
 */
export async function send(
  pools: Pools,
  sent: Sent,
  witness: Witness,
  enough?: (bytes: Uint8Array) => boolean,
): Promise<Received> {
  const deadline = AbortSignal.timeout(sent.deadline)
  const signal = sent.signal ? AbortSignal.any([deadline, sent.signal]) : deadline
  const answer = await pools.of(sent.url).request({
    method: sent.method,
    path: sent.url.pathname + sent.url.search,
    headers: sent.headers,
    body: sent.body ?? null,
    signal,
    ...(sent.silence === undefined
      ? {}
      : { headersTimeout: sent.silence, bodyTimeout: sent.silence }),
  })
  const headers = pairs(answer.headers)
  witness.answered(answer.statusCode, headers)
  const chunks: Uint8Array[] = []
  const received = { status: answer.statusCode, headers }
  let size = 0
  let truncated = false
  let grace: NodeJS.Timeout | undefined
  try {
    for await (const value of answer.body) {
      const chunk: Uint8Array = value
      witness.chunk(chunk)
      chunks.push(size + chunk.length > sent.cap ? chunk.subarray(0, sent.cap - size) : chunk)
      size += chunk.length
      truncated = size > sent.cap
      if (truncated) break
      if (enough?.(chunk) === true) grace ??= setTimeout(() => answer.body.destroy(), graceMs)
    }
  } catch (error) {
    if (grace === undefined)
      return {
        ...received,
        bytes: Buffer.concat(chunks),
        truncated,
        broken: { code: failureCode(error) },
      }
  } finally {
    clearTimeout(grace)
  }
  return { ...received, bytes: Buffer.concat(chunks), truncated }
}

/** undici's header object as pairs; several values of one name stay several. */
export function pairs(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(
      (one): [string, string] => [name, one],
    ),
  )
}
