import { randomUUID } from 'node:crypto'

import type { ExchangeSummary, ExchangeView, Frame } from '../contract.ts'
import { FrameCutter } from './frames.ts'
import { bodyCap, KeptBody } from './keptBody.ts'
import { sessionOfStream, sessionsInAddress } from './mcp/addressSessions.ts'
import { sessionSecrets } from './mcp/sessionSecrets.ts'
import {
  maskLiterals,
  redactBody,
  redactHeaders,
  redactText,
  redactUrl,
  secretsIn,
} from './redact.ts'
import type { ExchangeStart, OpenExchange } from './types.ts'

/** Frames that are shown one by one; the body has them all. */
const mostFrames = 5_000

/**
 * One upstream request as it happens. Taking part in it costs a few pushes; cutting, decoding and
 * redacting wait until somebody wants to see it, which for most requests on a busy path is never.
 */
export class ExchangeRecord implements OpenExchange {
  readonly id = randomUUID()
  readonly owner: string
  /** The store has it already, so that a later change amends. */
  stored = false
  readonly #start: ExchangeStart
  readonly #at: number
  readonly #sentAt = performance.now()
  readonly #changed: (record: ExchangeRecord) => void
  #state: ExchangeView['state'] = 'open'
  #status: number | null = null
  #answerHeaders: Iterable<[string, string]> = []
  readonly #body = new KeptBody()
  #firstByteMs: number | null = null
  #ms: number | null = null
  #secrets: string[] | undefined
  #error: { code: string; message: string } | undefined

  constructor(start: ExchangeStart, at: number, changed: (record: ExchangeRecord) => void) {
    this.owner = start.owner
    this.#start = start
    this.#at = at
    this.#changed = changed
  }

  answered(status: number, headers: Iterable<[string, string]>): void {
    this.#status = status
    this.#answerHeaders = headers
    this.#firstByteMs = this.#elapsed()
  }

  chunk(bytes: Uint8Array): void {
    this.#body.push(bytes, this.#elapsed())
  }

  done(): void {
    this.#end()
  }

  failed(code: string, message: string): void {
    if (this.#state === 'open') this.#error = { code, message: redactText(this.#bare(message)) }
    this.#end()
  }

  get open(): boolean {
    return this.#state === 'open'
  }

  summary(): ExchangeSummary {
    const { upstream, target, label, method, url, persona } = this.#start
    return {
      id: this.id,
      at: new Date(this.#at).toISOString(),
      upstream,
      target,
      label,
      method,
      url: redactUrl(url),
      state: this.#state,
      status: this.#status,
      ms: this.#ms,
      ...(persona === undefined ? {} : { persona }),
      ...(this.#error === undefined ? {} : { error: this.#error }),
    }
  }

  /** Everything, redacted: the only way in which it leaves this object. */
  view(): ExchangeView {
    const { headers, body } = this.#start
    // more of the answer may be here than when they were looked for last
    this.#secrets = undefined
    const requestHeaders = [...headers]
    const answerHeaders = [...this.#answerHeaders]
    const frames = this.#frames(answerHeaders)
    const sent = body?.slice(0, bodyCap) ?? null
    return {
      ...this.summary(),
      requestHeaders: redactHeaders(requestHeaders),
      requestBody:
        sent === null ? null : this.#redact(sent, valueOf(requestHeaders, 'content-type')),
      responseHeaders: redactHeaders(
        answerHeaders.map(([name, value]) => [name, this.#bare(value)]),
      ),
      responseBody: this.#status === null ? null : this.#text(answerHeaders),
      frames,
      firstByteMs: this.#firstByteMs,
      truncated:
        this.#body.truncated || (body?.length ?? 0) > bodyCap || frames.length === mostFrames,
    }
  }

  #redact(body: string, contentType: string | null): string {
    return (this.#start.redact ?? redactBody)(this.#bare(body), contentType)
  }

  /** An answer may repeat what its request carried, without anything by which it could be told. */
  #bare(text: string): string {
    return maskLiterals(text, (this.#secrets ??= this.#carried()))
  }

  /** Secrets of the request, and the session that the answer begins. */
  #carried(): string[] {
    const { headers, body, url } = this.#start
    const begun = valueOf([...this.#answerHeaders], 'mcp-session-id') ?? undefined
    return [
      ...secretsIn([...headers], body),
      ...sessionsInAddress(url),
      ...sessionSecrets(begun),
      ...sessionOfStream(this.#body.bytes),
    ]
  }

  #text(headers: [string, string][]): string {
    const encoding = valueOf(headers, 'content-encoding')
    if (encoding !== null && encoding !== 'identity')
      return `(${this.#body.bytes.length} bytes, content-encoding ${encoding})`
    return this.#redact(this.#body.bytes.toString(), valueOf(headers, 'content-type'))
  }

  #frames(headers: [string, string][]): Frame[] {
    if (valueOf(headers, 'content-type')?.startsWith('text/event-stream') !== true) return []
    const cutter = new FrameCutter()
    const frames: Frame[] = []
    for (const { atMs, bytes } of this.#body.pieces()) {
      for (const { data, ...names } of cutter.push(bytes).slice(0, mostFrames - frames.length))
        frames.push({ atMs, ...names, data: this.#redact(data, 'application/json') })
      if (frames.length === mostFrames) break
    }
    return frames
  }

  #end(): void {
    if (this.#state === 'done') return
    this.#state = 'done'
    this.#ms = this.#elapsed()
    this.#changed(this)
  }

  #elapsed(): number {
    return Math.round((performance.now() - this.#sentAt) * 10) / 10
  }
}

const valueOf = (headers: [string, string][], name: string): string | null =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null
