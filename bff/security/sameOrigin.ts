import { createMiddleware } from 'hono/factory'

import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'

/** What a browser says about where a request comes from; all but the path may be missing. */
export interface Provenance {
  method: string
  path: string
  csrf: string | undefined
  site: string | undefined
  dest: string | undefined
  origin: string | undefined
}

/** Pages that the address bar visits. The way back from the provider is cross-site by nature. */
const navigations: Record<string, string[]> = {
  '/bff/op/authorize': ['same-origin', 'none'],
  '/bff/op/logout': ['same-origin', 'none'],
  '/bff/callback': ['same-origin', 'same-site', 'cross-site', 'none'],
}

/** The provider's own call: no browser, no cookie; its signature is checked instead. */
const backchannel = '/bff/backchannel'

/**
 * Why a request is not answered, or null. Everything under /bff wants `X-CSRF: 1`, GET as well: only
 * script of this origin can send it without a preflight, which nobody answers (RFC 10017, section on
 * CSRF). Fetch Metadata and Origin must not contradict it; a browser too old to send them may.
 */
export function refusal(request: Provenance, publicOrigin: string): string | null {
  const { method, path, csrf, site, dest, origin } = request
  if (path === backchannel && method === 'POST') return null
  const sites = method === 'GET' ? navigations[path] : undefined
  if (sites) {
    if (dest !== undefined && dest !== 'document') return 'This page is for the address bar alone.'
    return site === undefined || sites.includes(site) ? null : 'Another site has led here.'
  }
  if (csrf !== '1') return 'The header X-CSRF: 1 is missing.'
  if (site !== undefined && site !== 'same-origin') return 'The request comes from another origin.'
  if (origin !== undefined && origin !== publicOrigin)
    return 'The Origin header names another origin.'
  if (dest !== undefined && dest !== 'empty')
    return 'The request was not made by fetch: a script, frame or object cannot load this.'
  return null
}

/** Throws Problem 403 `csrf`. */
export const sameOrigin = (publicOrigin: string) =>
  createMiddleware<AppEnv>((c, next) => {
    // Node's own header object: a web one would be built for every request on the piped path
    const { headers } = c.env.incoming
    const header = (name: string) => {
      const value = headers[name]
      return Array.isArray(value) ? value[0] : value
    }
    const reason = refusal(
      {
        method: c.req.method,
        path: c.req.path,
        csrf: header('x-csrf'),
        site: header('sec-fetch-site'),
        dest: header('sec-fetch-dest'),
        origin: header('origin'),
      },
      publicOrigin,
    )
    if (reason === null) return next()
    throw new Problem(403, 'csrf', `Refused: ${reason}`, {
      hint: `Only the console at ${publicOrigin} may ask this.`,
    })
  })
