import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Go's http.Error: the sentence with a line's end, as plain text. */
export function textError(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    .end(`${sentence}\n`)
}

/** Go's json.Encoder: one line, with its end. */
export function jsonLine(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(`${JSON.stringify(value)}\n`)
}

/** A JSON-RPC error, which the broker answers with status 200 once there is a session. */
export const rpcFailure = (id: unknown, code: number, message: string) => ({
  jsonrpc: '2.0',
  id: id ?? null,
  error: { code, message },
})
