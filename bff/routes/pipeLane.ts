import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

import type { Services } from '../env.ts'
import { line, requestIdOf } from '../observe/requests.ts'
import { headersOf } from '../security/headers.ts'
import { judgeHost } from '../security/publicOrigin.ts'
import { refusal } from '../security/sameOrigin.ts'
import { cookieOf } from '../session/cookies.ts'
import { type PipeRequest, pipeRequest } from './pipe.ts'

/** Null, at once or later: the request goes the usual way, which refuses what has to be refused. */
export type PipeLane = (env: HttpBindings) => Promise<Response | null> | null

const piped = /^\/bff\/p\/([a-z0-9-]+)\/t\/([a-z0-9-]+)(?=[/?]|$)/

/**
 * The pipe without a router and a chain of middleware, which cost more than the pipe itself does. It
 * takes only requests that pass every check of that chain, made here by the same functions; all others,
 * and every refusal, are left to it. `refuse` says what went wrong later.
 */
export function createPipeLane(
  services: Services,
  refuse: (error: unknown, requestId: string) => Response,
): PipeLane {
  const { config, signIns, log } = services
  const origin = new URL(config.publicOrigin)
  const headers = headersOf(config.publicOrigin)

  return (env) => {
    const [, persona, gateway] = piped.exec(env.incoming.url ?? '') ?? []
    if (persona === undefined || gateway === undefined) return null
    const [path = ''] = (env.incoming.url ?? '').split('?', 1)
    const cookie = admitted(env.incoming, path, origin) ? cookieOf(env.incoming) : undefined
    return cookie === undefined ? null : take(env, cookie, path, { persona, gateway })
  }

  async function take(
    env: HttpBindings,
    cookie: string,
    path: string,
    { persona, gateway }: Pick<PipeRequest, 'persona' | 'gateway'>,
  ): Promise<Response | null> {
    const began = performance.now()
    const signIn = await signIns.find(cookie, true).catch(() => null)
    if (signIn === null) return null
    // Node's own for http; the types also allow for HTTP/2, which this server does not speak
    const { incoming, outgoing } = env as Pick<PipeRequest, 'incoming' | 'outgoing'>
    const requestId = requestIdOf(incoming)
    const seen = { incoming, outgoing, requestId, path, signIn, persona }
    if (log.isLevelEnabled('info'))
      outgoing.once('close', () => log.info(line(seen, performance.now() - began), 'request'))
    try {
      await pipeRequest({ ...seen, services, gateway, headers })
      return RESPONSE_ALREADY_SENT
    } catch (error) {
      for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
      outgoing.setHeader('x-request-id', requestId)
      return refuse(error, requestId)
    }
  }
}

function admitted(incoming: HttpBindings['incoming'], path: string, origin: URL): boolean {
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
