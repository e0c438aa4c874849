import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Document, parseDocument } from 'yaml'

import { type Bench, freePort } from './processes.ts'

export interface ScaledConsole {
  pid: number
  origin: string
}

/**
 * A console before the lab's registry with so many agents and as many deployments more, started as
 * `npm start` does. `change` says what its configuration has otherwise than the lab has written it.
 */
export async function startScaled(
  bench: Bench,
  records: number,
  change?: (config: Document) => void,
): Promise<ScaledConsole> {
  const node = process.execPath
  const port = String(await freePort())
  const data = join(bench.folder, 'lab')
  const scale = records > 0 ? ['--scale', String(records)] : []
  const lab = await bench.start(
    [node, 'lab/main.ts', '--ports', 'auto', '--json', '--data', data, ...scale],
    { PARALLAX_PORT: port },
    /"lab":"ready"/,
  )
  const { config } = JSON.parse(lab.line) as { config: string } // its documented line
  if (change) {
    const document = parseDocument(readFileSync(config, 'utf8'))
    change(document)
    writeFileSync(config, document.toString())
  }
  const passwords = Object.fromEntries(
    ['alice', 'bob', 'carol', 'dave'].map((name) => [`LAB_${name.toUpperCase()}_PASSWORD`, name]),
  )
  const { pid } = await bench.start(
    [node, ...flags(), 'bff/main.ts'],
    {
      PARALLAX_CONFIG: config,
      PARALLAX_LOG: 'warn',
      NODE_ENV: 'production',
      PARALLAX_CLIENT_SECRET: 'kagent-secret',
      LAB_AWS_ACCESS_KEY_ID: 'LABACCESSKEYID',
      LAB_AWS_SECRET_ACCESS_KEY: 'lab-secret-access-key',
      ...passwords,
    },
    /is ready/,
  )
  return { pid, origin: `http://localhost:${port}` }
}

/** Node's own, as `npm start` gives them to the BFF. */
function flags(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')
  const { scripts } = JSON.parse(text) as { scripts: { start: string } } // npm start would not work without
  return / run node (.*)bff\/main\.ts/.exec(scripts.start)?.[1]?.split(' ').filter(Boolean) ?? []
}

/** Field VmRSS of proc(5), MiB. */
export function residentMiB(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kib) / 1024)
}
