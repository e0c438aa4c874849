import { randomUUID } from 'node:crypto'

import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'

import type { AppEnv, Services } from '../env.ts'
import { digest } from '../session/hash.ts'

/** A client's own id is kept when it can do no harm in a log line or a header. */
const harmless = /^[\w-]{8,64}$/

/**
 * The outermost layer: gives every request its id and the services, tells the browser how long it took
 * (Server-Timing), and writes one line when the answer is out, streams included.
 */
export const observeRequests = (services: Services) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const began = performance.now()
    const [given] = [c.env.incoming.headers['x-request-id']].flat()
    const requestId = given && harmless.test(given) ? given : randomUUID()
    c.set('requestId', requestId)
    c.set('services', services)
    const { outgoing } = c.env
    outgoing.setHeader('x-request-id', requestId)
    if (services.log.isLevelEnabled('info'))
      outgoing.once('close', () => services.log.info(line(c, performance.now() - began), 'request'))
    await next()
    if (!outgoing.headersSent)
      c.header('server-timing', `bff;dur=${(performance.now() - began).toFixed(1)}`)
  })

/** Neither query nor body nor headers: those may hold what nobody should read here. */
function line(c: Context<AppEnv>, ms: number) {
  const { incoming, outgoing } = c.env
  // Set only behind the sign-in check; the type cannot know how far the request came.
  const signIn = c.var.signIn as AppEnv['Variables']['signIn'] | undefined
  return {
    requestId: c.var.requestId,
    method: incoming.method,
    path: withoutHandles(c.req.path),
    status: outgoing.statusCode,
    ms: Math.round(ms * 10) / 10,
    ...(outgoing.writableFinished ? {} : { aborted: true }),
    ...(signIn === undefined ? {} : { operator: digest(signIn.operator.subject).slice(0, 12) }),
    ...(c.var.persona === undefined ? {} : { persona: c.var.persona }),
  }
}

/** The handle of a device sign-in lets its operator finish it. */
const withoutHandles = (path: string) => path.replace(/\/device\/[^/]+$/, '/device/:handle')
