import { Readable } from 'node:stream'

import { EventSourceParserStream } from 'eventsource-parser/stream'

/** One JSON-RPC message as agentgateway frames it: `event: message`, one data line, no id (75b4e6c, mcp/session.rs). */
export const frame = (message: unknown): string =>
  `event: message\ndata: ${JSON.stringify(message)}\n\n`

/** The data of each event of an event stream, as it arrives. @throws what the stream breaks with */
export async function* eventData(body: Readable): AsyncGenerator<string> {
  const events = Readable.toWeb(body)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
  for await (const { data } of events) yield data
}
