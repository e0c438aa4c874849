import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

/** A copy of the rules without the code, in which each violation is planted alone. */
const root = resolve(import.meta.dirname, '..')
const planted = mkdtempSync(join(tmpdir(), 'import-law-'))

beforeAll(() => {
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.json'])
    copyFileSync(join(root, file), join(planted, file))
  for (const folder of ['web', 'bff', 'lab', 'e2e', 'scripts']) {
    mkdirSync(join(planted, folder))
    copyFileSync(join(root, folder, 'tsconfig.json'), join(planted, folder, 'tsconfig.json'))
  }
  symlinkSync(join(root, 'node_modules'), join(planted, 'node_modules'))
  plant('bff/contract.ts', 'export interface Api {\n  home: string\n}\n')
  plant('bff/app.ts', 'export const app = 1\n')
  plant('bff/routes/tools.ts', 'export const tools = 1\n')
  plant('lab/lab.ts', 'export const lab = 1\n')
  plant('web/chat/chat.ts', 'export const chat = 1\n')
  plant('web/app/paths.ts', 'export const paths = 1\n')
})
afterAll(() => rmSync(planted, { recursive: true, force: true }))

const lawless: [place: string, line: string, message: string][] = [
  ['web/tools/bad.ts', "import { app } from '../../bff/app.ts'", 'only as types, through #bff'],
  ['web/tools/bad.ts', "import { Api } from '#bff'", 'types only'],
  ['web/tools/bad.ts', "import { lab } from '../../lab/lab.ts'", 'not in the browser'],
  ['web/tools/bad.ts', "import { readFile } from 'node:fs'", 'not in the browser'],
  ['web/tools/bad.ts', "import { chat } from '../chat/chat.ts'", 'areas meet in app/'],
  ['web/tools/bad.ts', "import { paths } from '../app/paths.ts'", 'areas meet in app/'],
  ['web/ui/bad.ts', "import { chat } from '../chat/chat.ts'", 'shared code knows no area'],
  ['web/records/bad.ts', "import { chat } from '../chat/chat.ts'", 'shared code knows no area'],
  ['web/mcp/bad.ts', "import { chat } from '../chat/chat.ts'", 'shared code knows no area'],
  ['web/audit/bad.ts', "import { chat } from '../chat/chat.ts'", 'areas meet in app/'],
  ['bff/bad.ts', "import { lab } from '../lab/lab.ts'", 'knows upstreams by URL alone'],
  ['bff/upstream/bad.ts', "import { tools } from '../routes/tools.ts'", 'never the other way'],
  ['lab/bad.ts', "import { app } from '../bff/app.ts'", 'npm only'],
  ['e2e/bad.ts', "import { app } from '../bff/app.ts'", 'speaks to processes'],
]

test.each(lawless)('%s may not say %s', (place, line, message) => {
  const name = /\{ (\w+) \}/.exec(line)?.[1] ?? ''
  plant(place, `${line}\n\nexport const used = ${name}\n`)
  expect(tool('oxlint', [dirname(place)])).toContain(message)
  rmSync(join(planted, place))
})

test('the same folders without a violation are clean', () => {
  plant('web/tools/good.ts', "import type { Api } from '#bff'\n\nexport type Tools = Api['home']\n")
  expect(tool('oxlint', ['web', 'bff', 'lab'])).toBe('')
  rmSync(join(planted, 'web/tools/good.ts'))
})

test('the compiler knows no document in the BFF and no file system in the browser', () => {
  plant('bff/bad.ts', 'export const title = document.title\n')
  expect(tool('tsc', ['-p', 'bff', '--noEmit'])).toContain("Cannot find name 'document'")
  rmSync(join(planted, 'bff/bad.ts'))
  plant('web/bad.ts', "export { readFileSync } from 'node:fs'\n")
  expect(tool('tsc', ['-p', 'web', '--noEmit'])).toContain('node:fs')
  rmSync(join(planted, 'web/bad.ts'))
})

test('the compiler keeps the BFF out of the lab', () => {
  plant('bff/bad.ts', "export { lab } from '../lab/lab.ts'\n")
  expect(tool('tsc', ['-p', 'bff', '--noEmit'])).toMatch(/TS6059|TS6307/)
  rmSync(join(planted, 'bff/bad.ts'))
})

function plant(place: string, text: string): void {
  mkdirSync(dirname(join(planted, place)), { recursive: true })
  writeFileSync(join(planted, place), text)
}

/** What a tool complains of, or nothing when it is content. */
function tool(name: string, args: string[]): string {
  try {
    execFileSync(join(root, 'node_modules/.bin', name), args, { cwd: planted, encoding: 'utf8' })
    return ''
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string } // of execFileSync
    return stdout + stderr
  }
}
