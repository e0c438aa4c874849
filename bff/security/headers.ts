import { createMiddleware } from 'hono/factory'

import type { AppEnv } from '../env.ts'

/**
 * Nothing but what this origin serves, no inline script or style, no DOM sink that takes a string
 * (CSP level 3, Trusted Types). Every directive is needed: `default-src 'none'` covers neither
 * `form-action`, `frame-ancestors` nor `base-uri`.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const always = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  // Only the console's own files say otherwise.
  'cache-control': 'no-store',
}

/** Two years, above the one that ASVS 5.0 3.4.1 asks for; over http browsers ignore it, so it is not sent. */
const overTls = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }

/** All of them, for an answer that is written without the middleware below. */
export const headersOf = (publicOrigin: string): Record<string, string> => ({
  ...always,
  ...(publicOrigin.startsWith('https:') ? overTls : {}),
})

/**
 * Puts them on Node's own response, before anything else can answer: piped bodies and errors carry
 * them too, which a header set on Hono's response after the fact would not reach.
 */
export function securityHeaders(publicOrigin: string) {
  const headers = Object.entries(headersOf(publicOrigin))
  return createMiddleware<AppEnv>((c, next) => {
    for (const [name, value] of headers) c.env.outgoing.setHeader(name, value)
    return next()
  })
}
