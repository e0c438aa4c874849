import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import { decodeJwt } from 'jose'

import { readText } from '../../http/readText.ts'
import { type Envelope, nameOf, readEnvelope } from '../broker/envelope.ts'
import { paramsOf } from '../broker/envelope.ts'
import type { KuadrantModel } from '../model.ts'
import type { Sessions } from '../sessions.ts'
import { eventAnswer, notFound, promptNotFound, textAnswer } from './answers.ts'
import { type CallOptions, routeCall } from './call.ts'
import { forward, passedOn } from './forward.ts'

/** In bytes. */
const limit = 5 * 1024 * 1024

export interface RouterOptions extends CallOptions {
  model: () => KuadrantModel
  sessions: Sessions
}

/**
 * The gateway endpoint: calls go to the servers, everything else to the broker (Kuadrant e5d18c99, Envoy
 * with ext_proc).
 */
export function createRouter(options: RouterOptions): RequestListener {
  const { model, dispatcher } = options

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://gateway')
    // Envoy's answer where no route matches has no body.
    if (!matches(model(), request.headers.host, pathname)) return void response.writeHead(404).end()
    const body = await readBody(request)
    if (body === 'too large') return textAnswer(response, 413, 'request body too large')
    const message = readMessage(request, body)
    if (message !== undefined && (await answered(request, response, message, options)))
      return undefined
    await forward(request, response, {
      url: new URL(request.url ?? '/', model().broker),
      headers: { ...passedOn(request.headers), ...describeForBroker(request, message) },
      body: body?.text,
      dispatcher,
    })
  }

  return (request, response) =>
    void serve(request, response).catch(() =>
      response.headersSent ? response.destroy() : textAnswer(response, 503, 'no healthy upstream'),
    )
}

function matches({ hostnames, paths }: KuadrantModel, host = '', pathname: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return (
    (hostnames.length === 0 || hostnames.includes(name)) &&
    paths.some((path) => pathname === path || pathname.startsWith(`${path.replace(/\/$/, '')}/`))
  )
}

async function readBody(request: IncomingMessage) {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  try {
    return { text: await readText(request, limit) }
  } catch {
    return 'too large'
  }
}

/** The message of a JSON body; undefined for what the router lets pass unread. */
function readMessage(
  request: IncomingMessage,
  body: { text: string } | undefined,
): Envelope | 'invalid' | undefined {
  const isJson = request.headers['content-type']?.toLowerCase().includes('application/json')
  if (!isJson || body === undefined || body.text === '') return undefined
  return readEnvelope(body.text) ?? 'invalid'
}

/** Whether the router had the answer itself. */
async function answered(
  request: IncomingMessage,
  response: ServerResponse,
  message: Envelope | 'invalid',
  options: RouterOptions,
): Promise<boolean> {
  if (message === 'invalid') textAnswer(response, 400, 'invalid request body')
  else if (!isValid(message)) textAnswer(response, 400, 'invalid mcp request')
  else {
    const subject = subjects[message.method ?? '']
    if (subject === undefined) return false
    await answerSubject(request, response, message, subject, options)
  }
  return true
}

/** What policies and telemetry before the broker read; only the router may say so. */
function describeForBroker(
  { headers }: IncomingMessage,
  message: Envelope | 'invalid' | undefined,
): Record<string, string | undefined> {
  const [, token = ''] = /^bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
  return {
    'x-mcp-method': typeof message === 'object' ? message.method : undefined,
    'x-mcp-servername': typeof message === 'object' ? 'mcpBroker' : undefined,
    'x-mcp-verified-sub': subjectOf(token),
  }
}

/** A policy in front of the gateway verifies tokens; the router only reads them. */
function subjectOf(token: string): string | undefined {
  try {
    return decodeJwt(token).sub
  } catch {
    return undefined
  }
}

const isValid = ({ jsonrpc, id, method }: Envelope): boolean =>
  jsonrpc === '2.0' &&
  method !== undefined &&
  ((id !== undefined && id !== null) || method.startsWith('notifications'))

/** Methods that the router takes itself, and what their requests have to name. */
const subjects: Readonly<Record<string, 'tool' | 'prompt' | 'resource'>> = {
  'tools/call': 'tool',
  'prompts/get': 'prompt',
  'resources/read': 'resource',
}

async function answerSubject(
  request: IncomingMessage,
  response: ServerResponse,
  message: Envelope,
  subject: 'tool' | 'prompt' | 'resource',
  options: RouterOptions,
): Promise<void> {
  const named = subject === 'resource' ? paramsOf(message)['uri'] : nameOf(message)
  const missing = subject === 'resource' ? 'no resource uri set' : `no ${subject} name set`
  if (typeof named !== 'string' || named === '') return textAnswer(response, 400, missing)
  const session = request.headers['mcp-session-id']?.toString() ?? ''
  if (session === '') return textAnswer(response, 400, 'no session ID found')
  if ((await options.sessions.judge(session)) !== 'valid')
    return textAnswer(response, 401, 'session no longer valid')
  if (subject === 'tool') return routeCall(request, response, message, session, options)
  // Prompts and resources are not federated here, so that no name is known.
  return eventAnswer(
    response,
    subject === 'prompt' ? promptNotFound : notFound(message.id, 'Resource'),
    session,
  )
}
