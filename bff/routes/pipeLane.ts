import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Services } from '../env.ts'
import { line, requestIdOf } from '../observe/requests.ts'
import { headersOf } from '../security/headers.ts'
import { judgeHost } from '../security/publicOrigin.ts'
import { refusal } from '../security/sameOrigin.ts'
import { cookieOf } from '../session/cookies.ts'
import { type PipeRequest, pipeRequest } from './pipe.ts'

/** False, at once or later: the request goes the usual way, which refuses what has to be refused. */
export type PipeLane = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) => Promise<boolean> | false

/** What went wrong, as it is to be told. */
type Refuse = (error: unknown, requestId: string) => { status: number; body: object }

const piped = /^\/bff\/p\/([a-z0-9-]+)\/t\/([a-z0-9-]+)(?=[/?]|$)/

/**
 * The pipe without web requests, a router and a chain of middleware, which cost more than the pipe itself. It
 * takes only requests that pass every check of that chain, made here by the same functions; all others,
 * and every refusal, are left to it. `refuse` says what went wrong later.
 */
export function createPipeLane(services: Services, refuse: Refuse): PipeLane {
  const { config, signIns, log } = services
  const origin = new URL(config.publicOrigin)
  const headers = headersOf(config.publicOrigin)

  return (incoming, outgoing) => {
    const { url = '' } = incoming
    if (!url.startsWith('/bff/p/')) return false
    const [, persona, gateway] = piped.exec(url) ?? []
    if (persona === undefined || gateway === undefined) return false
    const query = url.indexOf('?')
    const path = query < 0 ? url : url.slice(0, query)
    const cookie = admitted(incoming, path, origin) ? cookieOf(incoming) : undefined
    return cookie !== undefined && take({ incoming, outgoing, path, persona, gateway }, cookie)
  }

  async function take(
    asked: Pick<PipeRequest, 'incoming' | 'outgoing' | 'persona' | 'gateway'> & { path: string },
    cookie: string,
  ): Promise<boolean> {
    const began = performance.now()
    const signIn = await signIns.find(cookie, true).catch(() => null)
    if (signIn === null) return false
    const { incoming, outgoing } = asked
    const requestId = requestIdOf(incoming)
    const seen = { ...asked, requestId, signIn }
    if (log.isLevelEnabled('info'))
      outgoing.once('close', () => log.info(line(seen, performance.now() - began), 'request'))
    try {
      await pipeRequest({ ...seen, services, headers })
    } catch (error) {
      const { status, body } = refuse(error, requestId)
      outgoing
        .writeHead(status, {
          ...headers,
          'x-request-id': requestId,
          'content-type': 'application/json',
        })
        .end(JSON.stringify(body))
    }
    return true
  }
}

function admitted(incoming: IncomingMessage, path: string, origin: URL): boolean {
  const { headers, method = '' } = incoming
  if (judgeHost(headers.host, path, origin) !== 'ours') return false
  const asked = {
    method,
    path,
    csrf: one(headers['x-csrf']),
    site: one(headers['sec-fetch-site']),
    dest: one(headers['sec-fetch-dest']),
    origin: one(headers.origin),
  }
  return refusal(asked, origin.origin) === null
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
