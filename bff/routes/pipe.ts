import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'

import type { GatewayConfig } from '../config/schema.ts'
import type { AppEnv, Services } from '../env.ts'
import { Problem } from '../problem.ts'
import type { SignIn } from '../session/types.ts'
import { failureCode, failureSentence, isTimeout } from '../upstream/failure.ts'
import { pathBelow } from '../upstream/http.ts'
import { type PipeEnd, pipe as send, type Piped } from '../upstream/pipe.ts'
import { endpointHere, sessionQuery } from '../upstream/pipeEndpoint.ts'
import { lazyPairs, requestHeaders } from '../upstream/pipeHeaders.ts'
import { renewed } from '../upstream/renewed.ts'
import { allowedUrl } from './caller.ts'
import { whileSignedIn } from './whileSignedIn.ts'

/** One request to be piped, by somebody who is signed in. */
export interface PipeRequest {
  services: Services
  signIn: SignIn
  requestId: string
  incoming: IncomingMessage
  outgoing: ServerResponse
  persona: string
  gateway: string
  /** Written with the answer's own, where they are not on `outgoing` already. */
  headers: Record<string, string>
}

/**
 * A gateway as one persona, for MCP clients that speak through this process: everything below the
 * gateway's URL, streamed. The persona is in the path because an event source cannot send headers.
 */
export const pipe = new Hono<AppEnv>()

pipe.all('/bff/p/:persona/t/:gateway/*', (c) => handle(c))
pipe.all('/bff/p/:persona/t/:gateway', (c) => handle(c))

async function handle(c: Context<AppEnv>): Promise<Response> {
  const { persona = '', gateway = '' } = c.req.param()
  const { services, signIn, requestId } = c.var
  c.set('persona', persona)
  await pipeRequest({ ...c.env, services, signIn, requestId, persona, gateway, headers: {} })
  return RESPONSE_ALREADY_SENT
}

const methods = new Set(['GET', 'POST', 'DELETE'])

/** Resolves when the answer is written. Throws a Problem while nothing is. */
export async function pipeRequest(request: PipeRequest): Promise<void> {
  const { services, signIn, incoming, outgoing } = request
  if (incoming.method !== 'GET') return passOn(request)
  const free = services.streams.enter(signIn.operator.subject)
  const rest = whileSignedIn(services, signIn, () => outgoing.destroy())
  return passOn(request).finally(() => {
    rest()
    free()
  })
}

async function passOn(request: PipeRequest): Promise<void> {
  const { services, signIn, incoming, outgoing, persona, gateway, requestId } = request
  const method = methodOf(incoming)
  const url = allowedUrl(services.config, gateway, persona)
  const here = `/bff/p/${persona}/t/${gateway}`
  const path = pathBelow(url, restOf(incoming, here))
  if (path === null)
    throw new Problem(400, 'bad_request', `This path leads out of gateway ${gateway}.`, {
      hint: 'Dot segments, double and encoded slashes are not passed on.',
    })
  const body = await bodyOf(incoming, services.config.limits.bodyBytes)
  const held = await services.tokens.get(persona, signIn)
  const asked = url.origin + path
  const lead =
    method === 'GET' && mayNameEndpoint(services.config.gateways[gateway]?.transport, incoming)
      ? (endpoint: string) => endpointHere(endpoint, { gateway: url, asked, here })
      : undefined

  const attempt = (token: string, holdUnauthorized: boolean): Promise<PipeEnd> => {
    const headers = requestHeaders(incoming.headers, token)
    const exchange = services.upstream.exchanges.begin({
      upstream: 'gateway',
      target: gateway,
      owner: signIn.operator.subject,
      persona,
      label: labelOf(method, body),
      method,
      url: asked,
      headers: lazyPairs(headers),
      body: Buffer.isBuffer(body) ? body.toString() : null,
    })
    const { pools } = services.upstream
    // the one GET of MCP opens a stream for what the server has to say
    const pool = method === 'GET' ? pools.streams(url) : pools.of(url)
    const piped: Piped = {
      pool,
      method,
      path,
      headers,
      body,
      outgoing,
      exchange,
      answerHeaders: { ...request.headers, 'x-request-id': requestId },
      holdUnauthorized,
      lead,
    }
    return send(piped)
  }

  const replayable = !(body instanceof Readable)
  let result = await attempt(held.accessToken, replayable)
  if (result.end === 'unauthorized') {
    const fresh = await renewed(services.tokens, persona, signIn, held.accessToken)
    if (fresh === null) result.write()
    else result = await attempt(fresh.accessToken, false)
  }
  if (result.end === 'failed') throw unreachable(result.error, gateway, url.host)
}

function methodOf({ method = '' }: IncomingMessage): Piped['method'] {
  if (!methods.has(method))
    throw new Problem(405, 'method_not_allowed', `${method} is not passed on to a gateway.`, {
      hint: 'GET, POST and DELETE are.',
    })
  return method as Piped['method'] // the set above has just these three
}

/** HTTP with SSE has its session in the address that the stream names first; Streamable HTTP has it in a header. */
const mayNameEndpoint = (transport: GatewayConfig['transport'], { headers }: IncomingMessage) =>
  transport !== 'streamable-http' && headers['mcp-session-id'] === undefined

/** What stands after the prefix on the request line itself, before any decoding; of a query the session alone. */
function restOf({ url = '' }: IncomingMessage, prefix: string): string {
  if (!url.startsWith(prefix)) return '/..'
  const query = url.indexOf('?')
  if (query < 0) return url.slice(prefix.length)
  return `${url.slice(prefix.length, query)}?${sessionQuery(url.slice(query + 1))}`
}

/** A body of known and allowed length is read whole, so that it can be sent twice; another one is passed on. */
async function bodyOf(incoming: IncomingMessage, most: number): Promise<Piped['body']> {
  const length = incoming.headers['content-length']
  if (length === undefined)
    return incoming.headers['transfer-encoding'] === undefined ? null : capped(incoming, most)
  if (Number(length) > most) throw tooLarge(most)
  return whole(incoming)
}

/** By events: on this path an async iterator would cost as much as the rest of the body's way. */
const whole = (incoming: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.once('end', () => resolve(Buffer.concat(chunks)))
    incoming.once('error', (cause) =>
      reject(new Problem(400, 'bad_request', 'The body did not arrive whole.', {}, { cause })),
    )
  })

const capped = (incoming: IncomingMessage, most: number): Readable =>
  Readable.from(
    (async function* () {
      let size = 0
      for await (const chunk of incoming) {
        size += chunk.length
        if (size > most) throw tooLarge(most)
        yield chunk
      }
    })(),
    { objectMode: false },
  )

const tooLarge = (most: number) =>
  new Problem(413, 'too_large', `The body is larger than ${most} bytes.`)

const rpcMethod = /"method"\s*:\s*"([\w./-]{1,64})"/

function labelOf(method: string, body: Piped['body']): string {
  const head = Buffer.isBuffer(body) ? body.toString('latin1', 0, 256) : ''
  return `piped ${rpcMethod.exec(head)?.[1] ?? method}`
}

function unreachable(error: Error, gateway: string, host: string): Problem {
  if (error instanceof Problem) return error
  const code = failureCode(error)
  return isTimeout(code)
    ? new Problem(504, 'gateway_timeout', failureSentence(code, host), { upstream: gateway })
    : new Problem(502, 'bad_gateway', failureSentence(code, host), { upstream: gateway })
}
