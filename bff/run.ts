import { join } from 'node:path'

import { createApp } from './app.ts'
import { loadConfig } from './config/load.ts'
import { printConfig } from './config/print.ts'
import { processSettings } from './config/process.ts'
import { createSecrets } from './config/secrets.ts'
import { createLog } from './observe/log.ts'
import { listen } from './server.ts'
import { createServices } from './services.ts'

/** Together with what closing takes this stays below the three seconds that Ctrl-C may last. */
const graceMs = 2_000
const webRoot = join(import.meta.dirname, '../dist/web')

/**
 * Reads the configuration and serves it until SIGINT or SIGTERM; with `--check` prints it instead.
 * `PARALLAX_LOG` is pino's level, `info` without it. Throws an Error whose message is for people.
 */
export async function run(env: NodeJS.ProcessEnv, flags: readonly string[]): Promise<void> {
  const secrets = createSecrets(env)
  const { config, warnings } = loadConfig(env, secrets)
  const settings = processSettings(env, config)
  for (const warning of warnings) console.warn(warning)
  if (flags.includes('--check')) return console.info(printConfig(config))

  const closing = new AbortController()
  const log = createLog(env['PARALLAX_LOG'] || 'info')
  const parts = { config, secrets, log, clock: Date.now, closing: closing.signal }
  const running = createServices(parts)
  const server = await listen(createApp(running.services, webRoot), settings)

  const stop = async () => {
    if (closing.signal.aborted) return
    closing.abort() // readiness is off, event streams end
    await server.close(graceMs)
    await running.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  // Last: whoever waits for this line may end the process the moment it is there.
  console.info(`Parallax is ready at ${config.publicOrigin}`)
}
