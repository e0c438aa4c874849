import { createMiddleware } from 'hono/factory'
import { LRUCache } from 'lru-cache'

import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'

const windowMs = 60_000

/**
 * So many requests a minute from one address. Counted in memory, per process: it slows guessing down, and
 * need not be exact across replicas. The address is the connection's: behind a proxy all share one.
 */
export function rateLimit(perMinute: number, clock: () => number) {
  const windows = new LRUCache<string, { count: number; endsAt: number }>({ max: 10_000 })
  return createMiddleware<AppEnv>((c, next) => {
    const client = c.env.incoming.socket.remoteAddress ?? 'unknown'
    const now = clock()
    const known = windows.get(client)
    const current = known && now < known.endsAt ? known : { count: 0, endsAt: now + windowMs }
    current.count += 1
    windows.set(client, current)
    if (current.count <= perMinute) return next()
    const seconds = Math.ceil((current.endsAt - now) / 1000)
    c.env.outgoing.setHeader('retry-after', String(seconds)) // RFC 6585 section 4
    throw new Problem(429, 'too_many_requests', 'Too many sign-ins from this address.', {
      hint: `Try again in ${seconds} seconds.`,
    })
  })
}
