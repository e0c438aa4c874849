import type { ServerResponse } from 'node:http'

/** An event stream to one client. */
export interface EventStream {
  /** Writes one event; to a client that has left, nothing. */
  send(event: string, data: string): void
  end(): void
}

/** Begins the answer as an event stream and keeps it open; `gone` is called once, when the client leaves or `end` does. */
export function openEventStream(response: ServerResponse, gone: () => void): EventStream {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  response.once('close', gone)
  return {
    send: (event, data) => {
      if (response.writable) response.write(`event: ${event}\ndata: ${data}\n\n`)
    },
    end: () => void response.end(),
  }
}
