import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

import { type Dispatcher, request as send } from 'undici'

/** Headers that belong to one connection (RFC 9110 §7.6.1), and the length, which a changed body changes. */
const ofConnection =
  /^(connection|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade|host|content-length|expect)$/

type Headers = Record<string, string | string[] | undefined>

export const passedOn = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.test(name)))

export interface Onward {
  url: URL
  headers: Headers
  body: string | undefined
  dispatcher: Dispatcher
  /** What the client's answer has instead of the upstream's. */
  answerHeaders?: Record<string, string>
}

/** Sends a request on and streams what comes back. Returns the upstream's status. @throws where nothing answers */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { url, headers, body, dispatcher, answerHeaders = {} }: Onward,
): Promise<number> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const answer = await send(url, {
    method: request.method ?? 'GET',
    headers,
    body: body ?? null,
    dispatcher,
    signal: gone.signal,
  })
  response.writeHead(answer.statusCode, { ...passedOn(answer.headers), ...answerHeaders })
  response.flushHeaders()
  // A client that leaves in the middle is its right, not a fault.
  await pipeline(answer.body, response).catch(() => undefined)
  return answer.statusCode
}
