import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { run } from './steps.ts'

/** `npm start` builds the web once, and again only when something that it is built from is newer. */
const sources = ['web', 'public', 'vite.config.ts', 'package.json']

const built = await stat('dist/web/index.html').then(
  (file) => file.mtimeMs,
  () => 0,
)
if ((await newest(sources)) > built) process.exit(await run(['npm', 'run', '--silent', 'build']))

async function newest(paths: string[]): Promise<number> {
  const times = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path)
      if (!found.isDirectory()) return found.mtimeMs
      return newest((await readdir(path)).map((name) => join(path, name)))
    }),
  )
  return Math.max(0, ...times)
}
