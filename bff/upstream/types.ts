import type { ExchangeView } from '../contract.ts'

/**
 * Owns exchanges nobody in particular asked for: shared tokens, discovery documents. Every operator may
 * read them, and none can be it: a subject is ASCII (OpenID Connect Core 1.0 section 2, `operatorOf`).
 */
export const systemOwner = '§system'

/** What is known of an upstream request before it is sent. Headers and body are redacted by the recorder. */
export interface ExchangeStart {
  upstream: ExchangeView['upstream']
  target: string
  /** The operator whose wire panel shows it (sign-in subject); `systemOwner` for shared work. */
  owner: string
  persona?: string
  label: string
  method: string
  url: string
  /** May be read several times and later; not a generator. */
  headers: Iterable<[string, string]>
  body: string | null
  /** For bodies with secrets of their own kind; `redactBody` where it is left out. */
  redact?: (body: string, contentType: string | null) => string
}

/** A request on its way. Every call is cheap and none throws: recording must never break what it records. */
export interface OpenExchange {
  readonly id: string
  answered(status: number, headers: Iterable<[string, string]>): void
  /** Bytes of the body as they pass; the recorder cuts them into frames when the type is an event stream. */
  chunk(bytes: Uint8Array): void
  done(): void
  failed(code: string, message: string): void
}

/** Keeps exchanges, redacted and bounded, and tells whoever listens. */
export interface Recorder {
  begin(start: ExchangeStart): OpenExchange
}
