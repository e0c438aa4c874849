import { parseJSONRPCMessage, type Transport } from '@modelcontextprotocol/server'

import type { EventStream } from '../../http/eventStream.ts'

/** MCP's HTTP+SSE transport (revision 2024-11-05) to one client: messages go out on its event stream. */
export interface SseTransport extends Transport {
  /** A message that the client posted. @throws Error for one that is none */
  receive(body: string): void
}

export function createSseTransport(stream: EventStream): SseTransport {
  const transport: SseTransport = {
    start: () => Promise.resolve(),
    send: (message) => {
      stream.send('message', JSON.stringify(message))
      return Promise.resolve()
    },
    close: () => {
      stream.end()
      transport.onclose?.()
      return Promise.resolve()
    },
    receive: (body) => transport.onmessage?.(parseJSONRPCMessage(JSON.parse(body))),
  }
  return transport
}
