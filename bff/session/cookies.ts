import type { IncomingMessage } from 'node:http'

import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

import type { AppEnv } from '../env.ts'

/**
 * `__Host-Http-` binds a cookie to this host, to TLS (or loopback) and away from script, so that no
 * other page and no script can plant one (draft-ietf-httpbis-layered-cookies, section on cookie prefixes).
 */
const signInName = '__Host-Http-sid'
const browserName = '__Host-Http-b'

const common = { path: '/', secure: true, httpOnly: true } as const

/** Its value is always base64url (`randomSecret`), so that nothing needs decoding. */
const signInCookie = new RegExp(`(?:^|; ?)${signInName}=([\\w-]+)(?:;|$)`)

/** From Node's own header object: every request reads it, and `getCookie` would build a web one first. */
export const cookieOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined =>
  signInCookie.exec(headers.cookie ?? '')?.[1]

export const readSignInCookie = (c: Context<AppEnv>): string | undefined => cookieOf(c.env.incoming)

/** Strict: no other site's link or form ever carries it. Lives as long as the sign-in may. */
export const setSignInCookie = (c: Context, value: string, maxAgeMs: number): void =>
  setCookie(c, signInName, value, {
    ...common,
    sameSite: 'Strict',
    maxAge: Math.round(maxAgeMs / 1000),
  })

export const dropSignInCookie = (c: Context): void => {
  deleteCookie(c, signInName, { ...common, sameSite: 'Strict' })
}

export const readBrowserCookie = (c: Context): string | undefined => getCookie(c, browserName)

/**
 * Binds sign-ins to the browser that began them. Lax, because the way back from the provider is a
 * cross-site navigation; one for all of them, so that parallel sign-ins do not overwrite each other.
 */
export const setBrowserCookie = (c: Context, value: string): void =>
  setCookie(c, browserName, value, { ...common, sameSite: 'Lax', maxAge: 24 * 3600 })
