import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'

import type { AppEnv, Services } from '../env.ts'
import { digest } from '../session/hash.ts'
import type { SignIn } from '../session/types.ts'

/** A client's own id is kept when it can do no harm in a log line or a header. */
const harmless = /^[\w-]{8,64}$/

/**
 * The outermost layer: gives every request its id and the services, tells the browser how long it took
 * (Server-Timing), and writes one line when the answer is out, streams included.
 */
export const observeRequests = (services: Services) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const began = performance.now()
    const requestId = requestIdOf(c.env.incoming)
    c.set('requestId', requestId)
    c.set('services', services)
    const { outgoing } = c.env
    outgoing.setHeader('x-request-id', requestId)
    if (services.log.isLevelEnabled('info'))
      outgoing.once('close', () =>
        services.log.info(line(seenBy(c), performance.now() - began), 'request'),
      )
    await next()
    if (!outgoing.headersSent)
      c.header('server-timing', `bff;dur=${(performance.now() - began).toFixed(1)}`)
  })

export function requestIdOf({ headers }: IncomingMessage): string {
  const [given] = [headers['x-request-id']].flat()
  return given && harmless.test(given) ? given : randomUUID()
}

/** What the line of a request tells. */
export interface Seen {
  incoming: IncomingMessage
  outgoing: ServerResponse
  requestId: string
  path: string
  signIn: SignIn | undefined
  persona: string | undefined
}

const seenBy = (c: Context<AppEnv>): Seen => ({
  ...c.env,
  requestId: c.var.requestId,
  path: c.req.path,
  // Set only behind the sign-in check: undefined where the request did not come so far.
  signIn: c.var.signIn,
  persona: c.var.persona,
})

/** Neither query nor body nor headers: those may hold what nobody should read here. */
export function line({ incoming, outgoing, requestId, path, signIn, persona }: Seen, ms: number) {
  return {
    requestId,
    method: incoming.method,
    path: withoutHandles(path),
    status: outgoing.statusCode,
    ms: Math.round(ms * 10) / 10,
    ...(outgoing.writableFinished ? {} : { aborted: true }),
    ...(signIn === undefined ? {} : { operator: digest(signIn.operator.subject).slice(0, 12) }),
    ...(persona === undefined ? {} : { persona }),
  }
}

/** The handle of a device sign-in lets its operator finish it. */
const withoutHandles = (path: string) => path.replace(/\/device\/[^/]+$/, '/device/:handle')
