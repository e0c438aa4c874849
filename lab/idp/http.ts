import type { IncomingMessage } from 'node:http'

import type { KoaContextWithOIDC } from 'oidc-provider'

import { consoleOrigins } from './clients.ts'
import { realmPath } from './paths.ts'

export type Next = () => Promise<unknown>

/** The members of an answer's JSON body; none for any other body. */
export const members = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? { ...body } : {}

/** Larger than any form of these pages. Bytes. */
const formLimit = 8192

/**
 * A posted `application/x-www-form-urlencoded` body.
 * Throws with status 413 when it is longer than a sign-in form can be.
 */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > formLimit)
      throw Object.assign(new Error(`this form takes ${formLimit} bytes`), {
        status: 413,
        expose: true,
      })
    chunks.push(bytes)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

/**
 * Headers of every answer. Pages carry no script; `form-action` names the console because Chromium
 * holds a form's redirects to it as well. The library adds the hash of its own script to `script-src`
 * where a client asks for `response_mode=form_post`.
 */
export function securityHeaders(consoleOrigin: string) {
  const policy = [
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    `form-action 'self' ${consoleOrigins(consoleOrigin).join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    ctx.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    })
    await next()
  }
}

/**
 * Tells the library what was stripped off the path, in koa-mount's way, so that its URLs are whole;
 * answers what nothing below it knows with Keycloak's 404.
 */
export async function mounted(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  ctx['mountPath'] = realmPath
  await next()
  if (ctx.status !== 404 || ctx.body !== undefined) return
  ctx.body = { error: 'HTTP 404 Not Found' }
  ctx.status = 404
}
