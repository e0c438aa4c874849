import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { LabControl } from './labControl.ts'

/** A running lab and BFF of its own, on free ports, with a data folder that goes away with it. */
export interface Product {
  /** `http://localhost:PORT`, the only origin that the console answers on. */
  origin: string
  origins: Record<string, string>
  lab: LabControl
  /** Everything that both processes have printed so far. */
  log(): string
  /** Milliseconds from its start to its ready line. */
  readyMs: number
  /** The signal goes to the lab, which hands it on; answers the exit code when nothing of it is left. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** Ctrl-C in a terminal: every process of it gets SIGINT at once. Needs `ownGroup`. */
  interrupt(): Promise<number | null>
}

export interface ProductOptions {
  env?: Record<string, string>
  /** A folder that outlives the process, for tests of a restart. */
  data?: string
  /** A process group of its own, as a shell gives each command; it also outlives a runner that crashes. */
  ownGroup?: boolean
  /** A sed script: what the console's configuration says otherwise than the lab has written it. */
  config?: string
}

export const root = join(import.meta.dirname, '../..')
const readyWithinMs = 30_000

const otherwise = 'sed "$1" "$PARALLAX_CONFIG" >"$PARALLAX_CONFIG.own" || exit'
const started = 'PARALLAX_CONFIG=$PARALLAX_CONFIG.own exec node bff/main.ts'

/** What `npm start` runs, on ports that nobody has. */
export const startCommand = (data: string, config?: string): string[] => [
  'lab/main.ts',
  'run',
  ...(config ? ['sh', '-c', `${otherwise}; ${started}`, 'sh', config] : ['node', 'bff/main.ts']),
  '--ports',
  'auto',
  '--json',
  '--data',
  data,
]

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes away with the test runner. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-e2e-'))
  folders.push(folder)
  return folder
}

/** Starts `npm start` without npm: the same command, on free ports. Rejects with what was printed. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const data = options.data ?? (await temporaryFolder())
  const began = performance.now()
  const child = spawn('node', startCommand(data, options.config), {
    cwd: root,
    env: { ...process.env, PARALLAX_LOG: 'info', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.ownGroup ?? false,
  })
  let log = ''
  const ready = new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`Not ready in time. It printed:\n${log}`)),
      readyWithinMs,
    )
    const read = (chunk: Buffer) => {
      log += chunk.toString()
      if (!log.includes('Parallax is ready at')) return
      clearTimeout(late)
      resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`It ended with ${code}. It printed:\n${log}`)))
  })
  await ready
  const readyMs = performance.now() - began
  const origins = labLine(log)
  const cleaned = async (code: number | null) => {
    if (!options.data) await rm(data, { recursive: true, force: true })
    return code
  }
  return {
    origin: /Parallax is ready at (\S+)/.exec(log)?.[1] ?? '',
    origins,
    lab: new LabControl(origins['control'] ?? '', origins['kubernetes'] ?? ''),
    log: () => log,
    readyMs,
    stop: async (signal = 'SIGTERM') => cleaned(await end(child, () => child.kill(signal))),
    interrupt: async () =>
      cleaned(await end(child, () => child.pid && process.kill(-child.pid, 'SIGINT'))),
  }
}

/** The environment that starts the next product at the addresses of this one. */
export function samePorts({ origin, origins }: Product): Record<string, string> {
  const ports = Object.entries(origins).map(([part, url]) => {
    const name = part.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
    return [`LAB_${name}_PORT`, new URL(url).port]
  })
  return { ...Object.fromEntries(ports), PARALLAX_PORT: new URL(origin).port }
}

function labLine(log: string): Record<string, string> {
  const line = log.split('\n').find((text) => text.startsWith('{"lab"')) ?? '{}'
  const { origins } = JSON.parse(line) as { origins?: Record<string, string> } // printed by lab/main.ts
  return origins ?? {}
}

/** `close` comes when the last process that holds the output is gone, `exit` when the first one is. */
async function end(child: ChildProcess, kill: () => unknown): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const closed = once(child, 'close')
  kill()
  await closed
  return child.exitCode
}
