import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

import type { LabService } from '../../service.ts'
import { forwardTo } from './forward.ts'

export interface Everything extends LabService {
  /** When it has stopped, by `close` or of itself. */
  ended: Promise<void>
  close(): Promise<void>
}

const require = createRequire(import.meta.url)
const entry = require.resolve('@modelcontextprotocol/server-everything/dist/index.js')

/**
 * The reference server of MCP's own project, its Streamable HTTP entry as it is published. It listens on
 * every interface, writes to the console and has a tool that shows the environment; so it runs as a thread
 * of its own with an empty environment, whose console nobody sees, on a socket that is no network address.
 * @throws Error when it does not start
 */
export async function createEverything(): Promise<Everything> {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-everything-'))
  const socketPath = join(folder, 'mcp.sock')
  const worker = new Worker(entry, {
    argv: ['streamableHttp'],
    env: { PORT: socketPath },
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  // Not events.once, which would reject with the thread's error before the thread is gone.
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const ended = exited.then(() => rm(folder, { recursive: true, force: true }))
  // Without a listener an error of the thread would end the lab; `exit` follows it.
  worker.on('error', () => undefined)
  worker.stdout.resume()
  const close = async (): Promise<void> => {
    await worker.terminate()
    await ended
  }
  const listening = listens(worker)
  const started = await Promise.race([listening, exited.then(() => false)])
  if (!started)
    throw new Error('The everything server ended before it listened; install its package anew')
  return { handler: forwardTo(socketPath), ended, close }
}

/** Its own line on stderr (server-everything 2026.8.31). */
async function listens(worker: Worker): Promise<boolean> {
  let text = ''
  return new Promise((resolve) => {
    worker.stderr.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-1_000)
      if (text.includes('listening on port')) resolve(true)
    })
  })
}
