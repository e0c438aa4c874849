import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { type Bench, cpuSeconds } from './processes.ts'

export interface Load {
  requestsPerSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  errors: number
  /** CPU microseconds per request of the watched process; NaN where none is watched. */
  cpu: number
}

export interface Aim {
  url: string
  headers: Record<string, string>
  /** The process whose CPU time is counted. */
  pid?: number
}

const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'
/** The body of `bench/upstream.ts`; heads come on top. */
const answerBytes = 2_027
const execute = promisify(execFile)

/** One run of wrk with one thread. Throws where wrk is missing or fails. */
export async function load(
  bench: Bench,
  aim: Aim,
  connections: number,
  seconds: number,
): Promise<Load> {
  const script = join(bench.folder, 'post.lua')
  writeFileSync(script, `wrk.method = "POST"\nwrk.body = '${body}'\n`)
  const headers = { 'content-type': 'application/json', ...aim.headers }
  const args = [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    '-s',
    script,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    aim.url,
  ]
  const before = aim.pid === undefined ? 0 : cpuSeconds(aim.pid)
  const { stdout } = await execute('wrk', args)
  const used = aim.pid === undefined ? Number.NaN : cpuSeconds(aim.pid) - before
  const requests = number(stdout, /(\d+) requests in/)
  // wrk counts redirects as answers; only the size tells whether the upstream's answer came
  if (!(bytesRead(stdout) / requests >= answerBytes))
    throw new Error(`${aim.url} did not answer as expected:\n${stdout}`)
  return { ...read(stdout), cpu: (used * 1e6) / requests }
}

function read(output: string): Omit<Load, 'cpu'> {
  const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(output)
  const other = /Non-2xx or 3xx responses: (\d+)/.exec(output)
  return {
    requestsPerSecond: number(output, /Requests\/sec:\s+([\d.]+)/),
    p50: time(output, '50%'),
    p99: time(output, '99%'),
    errors: [...(socket ?? []).slice(1), other?.[1] ?? 0].reduce<number>(
      (sum, n) => sum + Number(n),
      0,
    ),
  }
}

function bytesRead(output: string): number {
  const [, value, unit] = /, ([\d.]+)(KB|MB|GB) read/.exec(output) ?? []
  return Number(value) * ({ KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }[unit ?? ''] ?? Number.NaN)
}

const number = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1])

function time(output: string, percentile: string): number {
  const [, value, unit] = new RegExp(`${percentile}\\s+([\\d.]+)(us|ms|s)`).exec(output) ?? []
  return Number(value) * ({ us: 0.001, ms: 1, s: 1_000 }[unit ?? ''] ?? Number.NaN)
}
