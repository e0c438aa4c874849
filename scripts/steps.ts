import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One thing that is checked. `report` is the JSON file in which a test runner leaves its counts. */
export interface Step {
  name: string
  command: string[]
  report?: string
}

export interface Tally {
  passed: number
  failed: number
  /** Passed only when tried again: counted among the passed, and named, because each is a defect. */
  flaky?: number
}

export const reports = join(import.meta.dirname, '../node_modules/.reports')

const vitestReport = (project: string): Step => {
  const report = join(reports, `${project}.json`)
  return {
    name: project,
    command: [
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    report,
  }
}

/** Everything but the browser, cheapest first. */
export const checkSteps: Step[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'unused code', command: ['knip'] },
  vitestReport('unit'),
  vitestReport('contract'),
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'size', command: ['size-limit'] },
]

export const browserReport = join(reports, 'e2e.json')
export const browserStep: Step = {
  name: 'e2e',
  command: ['node', 'scripts/e2e.ts'],
  report: browserReport,
}

/**
 * Runs the steps one after another, prints each with its seconds, goes on after a failure so that one run
 * shows everything, and ends with the line `N passed, N failed`. A step without tests counts as one.
 */
export async function runSteps(steps: Step[]): Promise<void> {
  const total: Tally = { passed: 0, failed: 0 }
  let flaky = 0
  for (const step of steps) {
    const started = performance.now()
    const code = await run(step.command)
    const tally = await count(step, code)
    total.passed += tally.passed
    total.failed += tally.failed
    flaky += tally.flaky ?? 0
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.info(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)\n`)
  }
  if (flaky > 0) console.info(`${flaky} of them only when tried again: listed above as flaky`)
  console.info(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed ? 1 : 0)
}

export function run(command: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const [program = '', ...args] = command
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function count(step: Step, code: number): Promise<Tally> {
  const tally = step.report ? await readTally(step.report) : undefined
  if (!tally) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  // A runner can fail outside any test (a file that does not load): that is a failure too.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

async function readTally(file: string): Promise<Tally | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : tallyOf(JSON.parse(text))
}

/** Counts out of a Vitest or a Playwright JSON report. */
export function tallyOf(report: unknown): Tally | undefined {
  if (typeof report !== 'object' || report === null) return undefined
  if ('numPassedTests' in report && 'numFailedTests' in report)
    return { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) }
  if (!('stats' in report) || typeof report.stats !== 'object' || !report.stats) return undefined
  const { expected = 0, unexpected = 0, flaky = 0 } = report.stats as Record<string, number> // Playwright's JSON reporter
  return { passed: expected + flaky, failed: unexpected, flaky }
}
