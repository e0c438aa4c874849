import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { runKnowledge } from './running.ts'

interface Check {
  status: string
  errorMessage?: string
}

/** Checks by scenario, as the conformance package's command line wrote them. */
let scenarios: Map<string, Check[]>
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  const kb = await runKnowledge()
  await runCli(['server', '--url', `${kb.origin}/mcp`, '--suite', 'all', '-o', folder])
  await kb.stop()
  scenarios = new Map(await Promise.all((await readdir(folder)).map(readChecks)))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/**
 * Runs the package's command line on the project's own Node 24, which it needs. Its exit code is 1 as
 * long as any scenario lacks its fixtures; the written checks are what counts.
 */
const runCli = (args: string[]): Promise<void> =>
  new Promise((resolve) => {
    const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))
    const cli = join(modules, '@modelcontextprotocol/conformance/dist/index.js')
    execFile(join(modules, '.bin/node'), [cli, ...args], () => resolve())
  })

/** A folder is called `server-<scenario>-<time>`. */
async function readChecks(name: string): Promise<[string, Check[]]> {
  const scenario = name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, '')
  const text = await readFile(join(folder, name, 'checks.json'), 'utf8')
  return [scenario, JSON.parse(text) as Check[]] // the package writes this shape
}

const withStatus = (status: string) =>
  [...scenarios].filter(([, checks]) => checks.some((check) => check.status === status))

test('all 32 server scenarios of the package ran', () => {
  expect(scenarios.size).toBe(32)
})

test('exactly the scenarios that apply pass', () => {
  const failed = new Set(withStatus('FAILURE').map(([name]) => name))
  const passed = withStatus('SUCCESS').filter(([name]) => !failed.has(name))
  expect(passed.map(([name]) => name).toSorted()).toEqual([
    'dns-rebinding-protection',
    'ping',
    'server-initialize',
    'tools-list',
  ])
})

test('every other scenario misses a fixture or a capability, nothing else', () => {
  const messages = withStatus('FAILURE').flatMap(([name, checks]) =>
    checks
      .filter((check) => check.status === 'FAILURE')
      .map((check) => `${name}: ${check.errorMessage}`),
  )
  expect(messages).toHaveLength(26)
  for (const message of messages)
    expect(message).toMatch(/(Method|Tool (test_\w+|'json_schema_2020_12_tool')) not found/)
})
