import { type RequestListener, request as send } from 'node:http'

import { isForeign } from '../../http/foreign.ts'

/**
 * Hands each request on to the server at the socket, unread, and its answer back as it comes. Requests of
 * web pages that are not local are refused: the server itself answers every origin, which is meant for a
 * machine without anything else on it.
 */
export const forwardTo =
  (socketPath: string): RequestListener =>
  (request, response) => {
    if (isForeign(request.headers)) {
      request.resume()
      response.writeHead(403).end('Only pages of this machine may ask this server.\n')
      return
    }
    const passed = send({
      socketPath,
      method: request.method,
      path: request.url,
      headers: request.headers,
    })
    passed.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      // An event stream's headers have to leave before its first event does.
      response.flushHeaders()
      answer.once('error', () => response.destroy()).pipe(response)
    })
    passed.once('error', () => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end('The server does not answer; ask again in a moment.\n')
    })
    response.once('close', () => passed.destroy())
    request.pipe(passed)
  }
