import type { ServerResponse } from 'node:http'

/** A refusal of the router in front of Envoy: bare text (Kuadrant e5d18c99). */
export const textAnswer = (response: ServerResponse, status: number, text: string): void =>
  void response.writeHead(status, { 'content-type': 'text/plain' }).end(text)

/**
 * A JSON-RPC answer of the router itself. The line's end before the event is the product's (Kuadrant
 * e5d18c99, response builder).
 */
export function eventAnswer(response: ServerResponse, message: object, session: string): void {
  response
    .writeHead(200, { 'content-type': 'text/event-stream', 'mcp-session-id': session })
    .end(`\nevent: message\ndata: ${JSON.stringify(message)}\n\n`)
}

/** What is not there is, to a client, a tool that failed. */
export const notFound = (id: unknown, what: 'Tool' | 'Resource') => ({
  jsonrpc: '2.0',
  id: id ?? null,
  result: {
    content: [{ type: 'text', text: `MCP error -32602: ${what} not found` }],
    isError: true,
  },
})

/** Only for prompts an error, and one that does not say which request it answers. */
export const promptNotFound = {
  jsonrpc: '2.0',
  error: { code: -32602, message: 'Prompt not found' },
}
