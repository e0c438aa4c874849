import { Readable } from 'node:stream'

import { EventSourceParserStream } from 'eventsource-parser/stream'

import type { Release } from './release.ts'

/**
 * One JSON-RPC message as agentgateway frames it: one data line and no id (75b4e6c, mcp/session.rs), after
 * `event: message` where the release writes that (since v1.4.0).
 */
export const frame = (message: unknown, { namesEvents }: Pick<Release, 'namesEvents'>): string =>
  `${namesEvents ? 'event: message\n' : ''}data: ${JSON.stringify(message)}\n\n`

/** An event of an event stream; one without a name is a `message`. */
export interface StreamEvent {
  readonly event?: string | undefined
  readonly data: string
}

/** Each event of an event stream, as it arrives. @throws what the stream breaks with */
export const eventsOf = (body: Readable): AsyncIterable<StreamEvent> =>
  Readable.toWeb(body)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
