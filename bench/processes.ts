import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..')

export interface Started {
  pid: number
  /** The first line of its output that fits. */
  line: string
}

/** Processes and a folder that all end with the benchmark, whatever happened. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'parallax-bench-'))
  readonly #children: ChildProcess[] = []

  /** Starts a command in the repository's root and waits for a line of its output. */
  async start(command: string[], env: Record<string, string>, isReady: RegExp): Promise<Started> {
    const [program = '', ...rest] = command
    const child = spawn(program, rest, { cwd: root, env: { ...process.env, ...env } })
    this.#children.push(child)
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    for await (const line of createInterface({ input: child.stdout }))
      if (isReady.test(line)) {
        child.stdout.resume()
        return { pid: child.pid ?? 0, line }
      }
    throw new Error(`${command.join(' ')} ended before it was ready: ${said}`)
  }

  /** Starts a command that says nothing and listens on a port of 127.0.0.1. */
  async startSilent(command: string[], port: number): Promise<number> {
    const [program = '', ...rest] = command
    const child = spawn(program, rest, { cwd: root, stdio: 'inherit' })
    this.#children.push(child)
    for (let tries = 0; tries < 100; tries++) {
      const there = await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
      if (there) return child.pid ?? 0
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`${command.join(' ')} does not listen on ${port}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Clock ticks per second that /proc counts in; Linux has had 100 on every platform of Node (proc(5)). */
const ticksPerSecond = 100

/** CPU seconds that a process has used so far, user and system (proc(5), fields 14 and 15). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
