import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

import type { Dispatcher } from 'undici'
import { z } from 'zod'

import { type Envelope, nameOf, paramsOf } from '../broker/envelope.ts'
import type { Federation } from '../federation/federation.ts'
import type { FederatedTool } from '../federation/upstream.ts'
import { eventAnswer, notFound, textAnswer } from './answers.ts'
import { type BackendSessions, BackendRefusal } from './backendSessions.ts'
import { forward, passedOn } from './forward.ts'

export interface CallOptions {
  federation: Federation
  backends: BackendSessions
  dispatcher: Dispatcher
}

/** Headers for the gateway alone: no server behind it may see them, and no client may set what it sets. */
const internal =
  /^(x-mcp-(authorized|virtualserver|verified-sub|method|servername|toolname|annotation-hints)|router-key|mcp-init-host)$/

/** Sends a call to the server of its tool, without the prefix and in that server's own session. */
export async function routeCall(
  request: IncomingMessage,
  response: ServerResponse,
  message: Envelope,
  session: string,
  { federation, backends, dispatcher }: CallOptions,
): Promise<void> {
  const name = nameOf(message)
  const tool = (await federation.tools()).find(({ listing }) => listing.name === name)
  if (tool === undefined) return eventAnswer(response, notFound(message.id, 'Tool'), session)
  const headers = { ...withoutInternal(request.headers), ...describeCall(tool) }
  try {
    const backend = await backends.of(session, tool.server, headers)
    const status = await forward(request, response, {
      url: tool.server.url,
      headers: {
        ...headers,
        host: tool.server.hostname,
        ...(backend !== '' && { 'mcp-session-id': backend }),
      },
      body: JSON.stringify({
        ...message,
        params: { ...paramsOf(message), name: tool.upstreamName },
      }),
      dispatcher,
      answerHeaders: { 'mcp-session-id': session },
    })
    // The server has lost its session; the next call begins another.
    if (status === 404) backends.forget(session, tool.server)
  } catch (error) {
    if (error instanceof BackendRefusal) return textAnswer(response, error.status, error.message)
    if (response.headersSent) return void response.destroy()
    // Envoy's answer where nothing listens.
    return textAnswer(
      response,
      503,
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    )
  }
}

const withoutInternal = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(passedOn(headers)).filter(
      ([name]) => !internal.test(name) && name !== 'mcp-session-id',
    ),
  )

/** What policies and telemetry behind the router read (Kuadrant e5d18c99). */
const describeCall = ({
  server,
  upstreamName,
  listing,
}: FederatedTool): Record<string, string> => ({
  'x-mcp-method': 'tools/call',
  'x-mcp-servername': server.name,
  'x-mcp-toolname': upstreamName,
  'x-mcp-annotation-hints': hints(listing['annotations']),
})

const annotations = z.record(z.string(), z.unknown()).catch({})

/** `readOnly=true,destructive=false,idempotent=unspecified,openWorld=true`. */
function hints(value: unknown): string {
  const given = annotations.parse(value)
  return ['readOnly', 'destructive', 'idempotent', 'openWorld']
    .map((name) => {
      const hint = given[`${name}Hint`]
      return `${name}=${typeof hint === 'boolean' ? hint : 'unspecified'}`
    })
    .join(',')
}
