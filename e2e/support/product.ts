import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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
  /** Ends it; answers the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface ProductOptions {
  env?: Record<string, string>
  /** A folder that outlives the process, for tests of a restart. */
  data?: string
}

const root = join(import.meta.dirname, '../..')
const readyWithinMs = 30_000

/** Starts `npm start` without npm: the same command, on free ports. Rejects with what was printed. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'parallax-e2e-')))
  const command = [
    'lab/main.ts',
    'run',
    'node',
    'bff/main.ts',
    '--ports',
    'auto',
    '--json',
    '--data',
    data,
  ]
  const child = spawn('node', command, {
    cwd: root,
    env: { ...process.env, PARALLAX_LOG: 'info', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
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
  const origins = labLine(log)
  return {
    origin: /Parallax is ready at (\S+)/.exec(log)?.[1] ?? '',
    origins,
    lab: new LabControl(origins['control'] ?? ''),
    log: () => log,
    stop: async (signal = 'SIGTERM') => {
      const code = await end(child, signal)
      if (!options.data) await rm(data, { recursive: true, force: true })
      return code
    },
  }
}

function labLine(log: string): Record<string, string> {
  const line = log.split('\n').find((text) => text.startsWith('{"lab"')) ?? '{}'
  const { origins } = JSON.parse(line) as { origins?: Record<string, string> } // printed by lab/main.ts
  return origins ?? {}
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
  return child.exitCode
}
