import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'
import type { z } from 'zod'

import { createApp } from '../app.ts'
import { type Config, configSchema } from '../config/schema.ts'
import { createSecrets } from '../config/secrets.ts'
import { createLog } from '../observe/log.ts'
import { listen } from '../server.ts'
import { createServices } from '../services.ts'
import { Browser } from './browser.ts'
import { deadOrigin } from './serve.ts'

export type ConfigText = z.input<typeof configSchema>

/** A whole BFF on a port of its own, over a real store, with a clock that the test moves. */
export async function startConsole(
  config: Omit<ConfigText, 'publicOrigin' | 'data'>,
  options: { env?: Record<string, string>; data?: string; webRoot?: string } = {},
) {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'parallax-console-'))
  const { port } = new URL(await deadOrigin())
  const publicOrigin = `http://localhost:${port}`
  const parsed = configSchema.parse({ ...config, publicOrigin, data: folder })
  const env = { SECRET: 'kagent-secret', ALICE: 'alice', ...options.env }
  const running = await runConsole(parsed, env, options.webRoot)
  onTestFinished(async () => {
    await running.stop()
    if (options.data === undefined) rmSync(folder, { recursive: true })
  })
  return { ...running, folder }
}

/** The same from a whole configuration. The caller stops it. */
export async function runConsole(config: Config, env: Record<string, string>, webRoot?: string) {
  const { publicOrigin } = config
  const logged: string[] = []
  const time = { ahead: 0 }
  const closing = new AbortController()
  const running = createServices({
    config,
    secrets: createSecrets(env),
    log: createLog('info', { write: (line) => void logged.push(line) }),
    clock: () => Date.now() + time.ahead,
    closing: closing.signal,
  })
  const app = createApp(running.services, webRoot ?? join(config.data, 'no-web'))
  const port = Number(new URL(publicOrigin).port)
  const server = await listen(app, { hostname: '127.0.0.1', port })
  let stopped: Promise<void> | undefined
  const stop = () =>
    (stopped ??= (async () => {
      closing.abort()
      await server.close(100)
      await running.close()
    })())
  return {
    publicOrigin,
    services: running.services,
    /** What it answers: `GET /bff/chat/:deployment`. Middleware is not among it. */
    routes: [
      ...new Set(
        app.app.routes.flatMap(({ method, path }) => (method === 'ALL' ? [] : `${method} ${path}`)),
      ),
    ],
    /** Every line of the log so far. */
    logged,
    /** Milliseconds that the BFF's clock is ahead of the machine's. */
    time,
    stop,
    browser: () => new Browser(publicOrigin),
  }
}

/** A configuration with one of each kind of persona, for the given provider. */
export const configFor = (issuer: string): Omit<ConfigText, 'publicOrigin' | 'data'> => ({
  lab: true,
  issuers: { solo: { issuer, clientId: 'kagent', clientSecret: { env: 'SECRET' } } },
  operator: { issuer: 'solo' },
  personas: {
    alice: { kind: 'password', issuer: 'solo', username: 'alice', password: { env: 'ALICE' } },
    guest: { kind: 'code', issuer: 'solo' },
    second: { kind: 'code', issuer: 'solo' },
    device: { kind: 'device', issuer: 'solo' },
    machine: { kind: 'client_credentials', issuer: 'solo' },
    pasted: { kind: 'bearer' },
  },
  limits: { signInsPerMinute: 1_000 },
})
