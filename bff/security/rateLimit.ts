import type { IncomingMessage } from 'node:http'

import { createMiddleware } from 'hono/factory'
import { LRUCache } from 'lru-cache'

import type { Config } from '../config/schema.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'

const windowMs = 60_000

/**
 * So many requests a minute from one address. Counted in memory, per process: it slows guessing down, and
 * need not be exact across replicas.
 */
export function rateLimit(limits: Config['limits'], clock: () => number) {
  const windows = new LRUCache<string, { count: number; endsAt: number }>({ max: 10_000 })
  return createMiddleware<AppEnv>((c, next) => {
    const client = clientOf(c.env.incoming, limits.trustedProxies)
    const now = clock()
    const known = windows.get(client)
    const current = known && now < known.endsAt ? known : { count: 0, endsAt: now + windowMs }
    current.count += 1
    windows.set(client, current)
    if (current.count <= limits.signInsPerMinute) return next()
    const seconds = Math.ceil((current.endsAt - now) / 1000)
    c.env.outgoing.setHeader('retry-after', String(seconds)) // RFC 6585 section 4
    throw new Problem(429, 'too_many_requests', 'Too many sign-ins from this address.', {
      hint: `Try again in ${seconds} seconds.`,
    })
  })
}

/**
 * The address that the outermost trusted proxy saw. Each proxy appends whom it heard to X-Forwarded-For,
 * so what stands left of the trusted ones was written by the client itself.
 */
export function clientOf(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  proxies: number,
) {
  const heard = [headers['x-forwarded-for'] ?? []].flat().join().split(',').filter(Boolean)
  const hops = [...heard.map((address) => address.trim()), socket.remoteAddress ?? '']
  return hops.at(-1 - proxies) ?? hops[0] ?? ''
}
