import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { KoaContextWithOIDC } from 'oidc-provider'

import type { Next } from './http.ts'
import { markFile } from './pages/mark.ts'
import { resourcesPath } from './paths.ts'

const require = createRequire(import.meta.url)
const font = (face: 'next' | 'mono'): Buffer => {
  const name = `atkinson-hyperlegible-${face}`
  return readFileSync(
    require.resolve(`@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`),
  )
}

const styles = (name: string): string =>
  readFileSync(new URL(`./pages/${name}.css`, import.meta.url), 'utf8')

/** What the pages load, read once: a style sheet, two fonts of 52 kB together and the icon. */
const files: Readonly<Record<string, { type: string; body: string | Buffer }>> = {
  'style.css': {
    type: 'text/css; charset=utf-8',
    body: ['style', 'controls', 'narrow'].map(styles).join('\n'),
  },
  'next.woff2': { type: 'font/woff2', body: font('next') },
  'mono.woff2': { type: 'font/woff2', body: font('mono') },
  'mark.svg': { type: 'image/svg+xml', body: markFile },
}

export async function assets(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  const file = ctx.path.startsWith(resourcesPath)
    ? files[ctx.path.slice(resourcesPath.length)]
    : undefined
  if (file === undefined) {
    await next()
    return
  }
  ctx.set('Cache-Control', 'max-age=300')
  ctx.type = file.type
  ctx.body = file.body
}
