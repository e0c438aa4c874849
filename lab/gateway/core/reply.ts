import type { OutgoingHttpHeaders } from 'node:http'

/** An answer to a client; a stream is sent as it comes. */
export interface Reply {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body?: string | AsyncIterable<string | Uint8Array>
  /** Why it is not simply the upstream's answer: access log and metrics show it. */
  readonly outcome?: { readonly reason: string; readonly error?: string }
}

/** A step's way to end the request with an answer of its own. */
export class Refused extends Error {
  readonly reply: Reply

  constructor(reply: Reply) {
    super(reply.outcome?.error ?? `refused with ${reply.status}`)
    this.reply = reply
  }
}

/** Plain text as agentgateway sends it: the bare media type, no charset. */
export const textReply = (status: number, body: string, reason: string, error = body): Reply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
  outcome: { reason, error },
})

export const jsonReply = (
  status: number,
  value: unknown,
  outcome?: { reason: string; error?: string },
): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
  ...(outcome && { outcome }),
})
