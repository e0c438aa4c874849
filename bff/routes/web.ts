import { existsSync } from 'node:fs'

import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

import type { AppEnv } from '../env.ts'
import { readBrowserCookie, setBrowserCookie } from '../session/cookies.ts'
import { randomSecret } from '../session/hash.ts'

/** Names under here hold a hash of their content (Vite's `assetsDir`), so they never change. */
const hashed = '/assets/'

/** Addresses of the console have no ending; `/` and `/tools` would otherwise be read as folders. */
const namesFile = (path: string) => /\.\w+$/.test(path)

/** The built console, where it is built: its files, and its one page for every address that a person may open. */
export function createWeb(root: string): Hono<AppEnv> {
  if (!existsSync(root)) return new Hono<AppEnv>()
  const page = serveStatic<AppEnv>({ root, path: 'index.html', precompressed: true })
  const file = serveStatic<AppEnv>({ root, precompressed: true })
  return new Hono<AppEnv>()
    .use('*', (c, next) => {
      const lasting = c.req.path.startsWith(hashed)
      c.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      return next()
    })
    .use('*', (c, next) => (namesFile(c.req.path) ? file(c, next) : next()))
    .get('*', (c, next) => {
      // A missing file must not become the page: a script would be answered with HTML.
      if (c.req.path.startsWith(hashed) || namesFile(c.req.path)) return next()
      // Before any sign-in begins: two that begin at once must not bind the browser twice.
      if (readBrowserCookie(c) === undefined) setBrowserCookie(c, randomSecret())
      return page(c, next)
    })
}
