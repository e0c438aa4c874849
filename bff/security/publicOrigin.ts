import { createMiddleware } from 'hono/factory'

import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { isLoopback } from './loopback.ts'

/** What a probe on this machine may ask by any name of it. */
const probes = ['/healthz', '/readyz']

export type HostVerdict = 'ours' | 'redirect' | 'misdirected'

/**
 * Whether a request that came for `host` (the header, RFC 9110 section 7.2) is answered here. A foreign
 * name would let another site read answers after DNS rebinding; a second name of this machine would
 * split cookies in two, so it is sent to the first.
 */
export function judgeHost(host: string | undefined, path: string, publicOrigin: URL): HostVerdict {
  const name = host?.toLowerCase() ?? ''
  if (name === publicOrigin.host) return 'ours'
  const asked = URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : undefined
  if (asked?.host !== name || !isLoopback(asked.hostname)) return 'misdirected'
  if (probes.includes(path)) return 'ours'
  const samePort = asked.port === publicOrigin.port
  return isLoopback(publicOrigin.hostname) && samePort ? 'redirect' : 'misdirected'
}

/** 308 keeps method and body (RFC 9110 section 15.4.9), 421 says that nobody of that name is here (15.5.20). */
export function onlyPublicOrigin(publicOrigin: string) {
  const origin = new URL(publicOrigin)
  return createMiddleware<AppEnv>(async (c, next) => {
    const { path } = c.req
    const host = c.env.incoming.headers.host
    const verdict = judgeHost(host, path, origin)
    if (verdict === 'ours') return next()
    // The path as it came: a URL parser would resolve `//host` and leave this origin.
    if (verdict === 'redirect') return c.redirect(publicOrigin + c.env.incoming.url, 308)
    const sentence = `This is ${publicOrigin}; it does not answer for another host name.`
    if (path.startsWith('/bff/')) throw new Problem(421, 'misdirected', sentence)
    return c.text(`${sentence}\n`, 421)
  })
}
