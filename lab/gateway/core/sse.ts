import { Readable } from 'node:stream'

import { EventSourceParserStream } from 'eventsource-parser/stream'

import type { Release } from './release.ts'

/**
 * One JSON-RPC message as agentgateway frames it: one data line and no id (75b4e6c, mcp/session.rs), after
 * `event: message` where the release writes that (since v1.4.0).
 */
export const frame = (message: unknown, { namesEvents }: Pick<Release, 'namesEvents'>): string =>
  `${namesEvents ? 'event: message\n' : ''}data: ${JSON.stringify(message)}\n\n`

/** The data of each event of an event stream, as it arrives. @throws what the stream breaks with */
export async function* eventData(body: Readable): AsyncGenerator<string> {
  const events = Readable.toWeb(body)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
  for await (const { data } of events) yield data
}
