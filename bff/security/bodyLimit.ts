import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'

import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'

/**
 * Refuses bodies beyond `bytes` with 413: at once where the length is announced, else as soon as it is
 * exceeded. `piped` paths are only looked at by length: whoever pipes a body counts it.
 */
export function limitBody(bytes: number, piped: (path: string) => boolean) {
  const tooLarge = () =>
    new Problem(413, 'too_large', `The request is larger than ${bytes} bytes.`, {
      hint: 'limits.bodyBytes in the configuration raises the limit.',
    })
  const count = bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw tooLarge()
    },
  })
  return createMiddleware<AppEnv>((c, next) => {
    if (Number(c.env.incoming.headers['content-length'] ?? 0) > bytes) throw tooLarge()
    return piped(c.req.path) ? next() : count(c, next)
  })
}
