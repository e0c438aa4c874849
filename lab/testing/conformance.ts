import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { z } from 'zod'

const checks = z.array(z.object({ status: z.string(), errorMessage: z.string().optional() }))

/** Scenario → what it found wrong: nothing where it passed. */
export type Verdicts = ReadonlyMap<string, readonly string[]>

/**
 * All server scenarios of the conformance package (0.1.16) against an MCP endpoint, in one process. Its exit
 * code is 1 as long as any scenario lacks its fixtures; what it writes of each check is what counts.
 */
export async function runConformance(url: string): Promise<Verdicts> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
  const cli = join(modules, '@modelcontextprotocol/conformance/dist/index.js')
  await new Promise<void>((resolve) => {
    execFile(
      join(modules, '.bin/node'),
      [cli, 'server', '--url', url, '--suite', 'all', '-o', folder],
      () => resolve(),
    )
  })
  const verdicts = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const file = await readFile(join(folder, name, 'checks.json'), 'utf8')
      return [scenarioOf(name), faults(checks.parse(JSON.parse(file)))] as const
    }),
  )
  await rm(folder, { recursive: true })
  return new Map(verdicts)
}

/** A scenario that checked nothing proves nothing. */
function faults(made: z.output<typeof checks>): string[] {
  const wrong = made.filter(({ status }) => status === 'FAILURE')
  if (wrong.length > 0) return wrong.map(({ errorMessage }) => errorMessage ?? 'no reason given')
  return made.some(({ status }) => status === 'SUCCESS') ? [] : ['no verdict']
}

/** A folder is called `server-<scenario>-<time>`. */
const scenarioOf = (name: string): string =>
  name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, '')

/** The scenarios that passed, by name. */
export const passed = (verdicts: Verdicts): string[] =>
  [...verdicts]
    .filter(([, wrong]) => wrong.length === 0)
    .map(([name]) => name)
    .toSorted()

/** What the others found wrong. */
export const failed = (verdicts: Verdicts): Record<string, readonly string[]> =>
  Object.fromEntries([...verdicts].filter(([, wrong]) => wrong.length > 0))
