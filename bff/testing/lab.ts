import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A lab that runs as its own process on free ports, as the BFF will meet it: by URL alone. */
export interface TestLab {
  /** Origin of each part: `idp`, `gateway`, `gatewayAdmin`, `knowledge`, `control`. */
  origins: Record<string, string>
  /** Path of the configuration that it wrote for the console. */
  config: string
  /** An access token of a person, or made to order; see the control port's `/idp/mint`. */
  mint(order: Record<string, unknown>): Promise<string>
  /** `gateway-down`, `gateway-html`, …; none clears all of them. */
  fault(name?: string): Promise<void>
  control(path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** Resolves when the lab says that it is ready; rejects with its words when it ends before. */
export async function startLab(env: Record<string, string> = {}): Promise<TestLab> {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-lab-'))
  const child = spawn(
    process.execPath,
    ['lab/main.ts', '--ports', 'auto', '--json', '--data', folder],
    { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, ...env } },
  )
  const { origins, config } = await ready(child)
  const control = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${origins['control']}${path}`, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  return {
    origins,
    config,
    control,
    async mint(order) {
      const headers = { 'content-type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify(order) }
      const { token } = (await (await control('/idp/mint', init)).json()) as { token: string } // its shape
      return token
    },
    async fault(name) {
      if (name === undefined) await control('/faults', { method: 'DELETE' })
      else await control(`/faults/${name}`, { method: 'PUT' })
    },
    async close() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(child: ChildProcess): Promise<Pick<TestLab, 'origins' | 'config'>> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('the lab has no output')
  let said = ''
  stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for await (const line of createInterface({ input: stdout }))
    if (line.startsWith('{"lab":"ready"')) {
      stdout.resume()
      return JSON.parse(line) as Pick<TestLab, 'origins' | 'config'> // the line's documented shape
    }
  throw new Error(`the lab ended before it was ready: ${said}`)
}
