import type { IncomingMessage, ServerResponse } from 'node:http'

import { readText } from '../../http/readText.ts'
import type { Sessions } from '../sessions.ts'
import { type Envelope, readEnvelope } from './envelope.ts'
import { introduce } from './initialize.ts'
import { answerRequest, type Offer } from './methods.ts'
import { jsonLine, rpcFailure, textError } from './replies.ts'

/** In bytes. */
const limit = 10 * 1024 * 1024

/**
 * A POST to the broker, checked in its order (Kuadrant e5d18c99, http_compat.go): type, size, JSON,
 * session, JSON-RPC.
 */
export async function servePost(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  offer: Offer,
): Promise<void> {
  if (!isJson(request.headers['content-type']))
    return textError(response, 400, "Invalid content type: must be 'application/json'")
  const body = await readText(request, limit).catch(() => undefined)
  if (body === undefined)
    return jsonLine(response, 413, rpcFailure(null, -32600, 'request body too large'))
  const message = readEnvelope(body)
  if (message === undefined)
    return jsonLine(response, 400, rpcFailure(null, -32700, 'request body is not valid json'))

  const id = request.headers['mcp-session-id']?.toString()
  if (isResponse(message)) return serveResponse(response, message, sessions, id)
  if (message.method === 'initialize')
    return jsonLine(response, 200, introduce(message), { 'mcp-session-id': await sessions.mint() })
  if (message.method === 'server/discover')
    return jsonLine(
      response,
      200,
      rpcFailure(message.id, -32601, 'Method server/discover not found'),
    )

  if (await refusedSession(response, sessions, id)) return undefined
  if (message.jsonrpc !== '2.0')
    return jsonLine(response, 200, rpcFailure(message.id, -32600, 'Invalid JSON-RPC version'))
  if (message.id === undefined || message.id === null) return void response.writeHead(202).end()
  return jsonLine(response, 200, await answerRequest(message, offer))
}

const isJson = (type = ''): boolean => /^\s*application\/json\s*(;|$)/i.test(type)

const isResponse = (message: Envelope): boolean =>
  message.method === undefined && message.id !== undefined

/** The broker asks its clients nothing, so that no answer can belong to a question. */
async function serveResponse(
  response: ServerResponse,
  { result, error }: Envelope,
  sessions: Sessions,
  id: string | undefined,
): Promise<void> {
  if (isEmpty(result) && isEmpty(error)) return void response.writeHead(202).end()
  if (id === undefined) return textError(response, 400, 'Missing session ID for sampling response')
  if (await refusedSession(response, sessions, id)) return undefined
  return textError(response, 400, 'No pending sampling request found for the given request ID')
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 0)

async function refusedSession(
  response: ServerResponse,
  sessions: Sessions,
  id: string | undefined,
): Promise<boolean> {
  const verdict = await sessions.judge(id)
  if (verdict === 'valid') return false
  textError(response, 404, verdict === 'invalid' ? 'Invalid session ID' : 'Session terminated')
  return true
}
