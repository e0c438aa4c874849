import { redactText } from '../redact.ts'
import { textAt, valueAt } from '../registry/envelope.ts'
import { parsed } from '../wire.ts'
import type { RuntimeAnswer } from './ask.ts'

/** A runtime answered, and said no. `message` is its own text, cut and redacted. */
export class RuntimeRefusal extends Error {
  /** HTTP status; 200 where the no was a JSON-RPC error. */
  readonly status: number
  /** AWS names its errors in `x-amzn-errortype` ("ThrottlingException"). */
  readonly type: string | undefined
  /** JSON-RPC error code. */
  readonly rpcCode: number | undefined
  /** Seconds, where `retry-after` was a number. */
  readonly retryAfter: number | undefined

  constructor(
    message: string,
    about: { status: number; type?: string; rpcCode?: number; retryAfter?: number },
  ) {
    super(shortened(message))
    this.name = 'RuntimeRefusal'
    this.status = about.status
    this.type = about.type
    this.rpcCode = about.rpcCode
    this.retryAfter = about.retryAfter
  }
}

const longest = 600
/** As much of a text as is looked at: whatever is masked in it makes it shorter, and the rest is never shown. */
const lookedAt = 16_384
/** The length of a scheme is bounded, so that a long text without one is gone through once. */
const userInformation = /\b([a-z][a-z0-9+.-]{0,31}:\/\/)[^/\s@]*@/gi

/** A runtime's text as it may be shown: no token, no user information in a URL, one readable length. */
export function shortened(text: string): string {
  const clean = redactText(text.trim().slice(0, lookedAt)).replaceAll(userInformation, '$1')
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean
}

/** What an answer other than 2xx means. Bodies: AWS, kagent's envelope, problem+json, JSON-RPC, plain text. */
export function refusalOf({ status, headers }: RuntimeAnswer, text: string): RuntimeRefusal {
  const body = parsed(text)
  const told =
    textAt(body, 'error', 'message') ??
    textAt(body, 'message') ??
    textAt(body, 'Message') ??
    textAt(body, 'detail') ??
    textAt(body, 'error') ??
    (body === undefined ? text : '')
  const code = valueAt(body, 'error', 'code')
  // `Name:http://internal.amazon.com/…` is how AWS REST-JSON services write it.
  const type = headers.get('x-amzn-errortype')?.split(':')[0]
  const after = Number(headers.get('retry-after') ?? Number.NaN)
  return new RuntimeRefusal(/^\s*</.test(told) ? 'It answered with a web page.' : told, {
    status,
    ...(type === undefined ? {} : { type }),
    ...(typeof code === 'number' ? { rpcCode: code } : {}),
    ...(Number.isFinite(after) ? { retryAfter: after } : {}),
  })
}
