import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AppEnv } from '../env.ts'
import { createWeb } from './web.ts'

const root = mkdtempSync(join(tmpdir(), 'parallax-web-'))
const app = new Hono<AppEnv>()

beforeAll(() => {
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Parallax</title>')
  writeFileSync(join(root, 'assets/index-1a2b.js'), 'export {}')
  app.route('/', createWeb(root))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test.each(['/', '/tools', '/tools/compare'])('%s is the console, as HTML', async (path) => {
  const answer = await app.request(path)
  expect(answer.headers.get('content-type')).toContain('text/html')
  expect(await answer.text()).toContain('<title>Parallax</title>')
})

test('a file with a hash in its name may be kept for ever', async () => {
  const answer = await app.request('/assets/index-1a2b.js')
  expect(answer.headers.get('content-type')).toContain('javascript')
  expect(answer.headers.get('cache-control')).toContain('immutable')
})

test('a script that is gone is not answered with the page', async () => {
  expect((await app.request('/assets/index-gone.js')).status).toBe(404)
})
