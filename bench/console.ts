import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { stringify } from 'yaml'

import { type Bench, freePort } from './processes.ts'
import { signIn } from './signIn.ts'

export interface ConsoleUnderTest {
  pid: number
  /** Where it listens; requests carry `host` as their Host header. */
  address: string
  host: string
  /** Headers of a signed-in page. */
  headers: Record<string, string>
}

/** The BFF in front of `gateway`, with `personas` that hold tokens of the lab, and somebody signed in. */
export async function startConsole(
  bench: Bench,
  gateway: string,
  personas: string[],
): Promise<ConsoleUnderTest> {
  const node = process.execPath
  const port = await freePort()
  const lab = await bench.start(
    [node, 'lab/main.ts', '--ports', 'auto', '--json', '--data', join(bench.folder, 'lab')],
    { PARALLAX_PORT: String(port) },
    /"lab":"ready"/,
  )
  const { origins } = JSON.parse(lab.line) as { origins: { idp: string } } // its documented line
  const origin = `http://localhost:${port}`
  const config = join(bench.folder, 'parallax.yaml')
  writeFileSync(
    config,
    stringify({
      publicOrigin: origin,
      lab: true,
      data: join(bench.folder, 'data'),
      issuers: {
        solo: {
          issuer: `${origins.idp}/realms/solo`,
          clientId: 'kagent',
          clientSecret: { env: 'BENCH_CLIENT_SECRET' },
        },
      },
      operator: { issuer: 'solo' },
      personas: Object.fromEntries(
        personas.map((id) => [
          id,
          {
            kind: 'password',
            issuer: 'solo',
            username: 'alice',
            password: { env: 'BENCH_PASSWORD' },
          },
        ]),
      ),
      gateways: { bench: { url: gateway, personas } },
    }),
  )
  const env = {
    PARALLAX_CONFIG: config,
    PARALLAX_PORT: String(port),
    PARALLAX_LOG: 'warn',
    BENCH_CLIENT_SECRET: 'kagent-secret',
    BENCH_PASSWORD: 'alice',
    NODE_ENV: 'production',
  }
  const { pid } = await bench.start([node, 'bff/main.ts'], env, /is ready/)
  const cookie = await signIn(origin, 'presenter')
  return {
    pid,
    address: `http://127.0.0.1:${port}`,
    host: `localhost:${port}`,
    headers: { cookie, 'x-csrf': '1', 'sec-fetch-site': 'same-origin' },
  }
}
