import { readFileSync } from 'node:fs'
import type { SecureContextOptions } from 'node:tls'

import { ConfigError } from './load.ts'
import type { Config } from './schema.ts'

/** What belongs to this process and not to the product: where it listens. */
export interface ProcessSettings {
  /** 127.0.0.1 always: whoever wants it on a network puts a proxy in front that ends TLS. */
  hostname: '127.0.0.1'
  port: number
  /** From `PARALLAX_TLS_CERT` and `PARALLAX_TLS_KEY`, the paths of two PEM files. */
  tls?: SecureContextOptions
}

/** `PARALLAX_PORT`, else the port of the public origin, else that of its scheme. Throws ConfigError. */
export function processSettings(env: NodeJS.ProcessEnv, config: Config): ProcessSettings {
  const origin = new URL(config.publicOrigin)
  const text = env['PARALLAX_PORT'] || origin.port || (origin.protocol === 'https:' ? '443' : '80')
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError([`PARALLAX_PORT is "${text}"; it takes a port number from 0 to 65535`])
  const settings: ProcessSettings = { hostname: '127.0.0.1', port }
  const { PARALLAX_TLS_CERT: cert, PARALLAX_TLS_KEY: key } = env
  if (!cert && !key) return settings
  if (!cert || !key)
    throw new ConfigError(['PARALLAX_TLS_CERT and PARALLAX_TLS_KEY: one is set without the other'])
  if (origin.protocol !== 'https:')
    throw new ConfigError([
      `PARALLAX_TLS_CERT is set, and publicOrigin is ${config.publicOrigin}: make it https`,
    ])
  return {
    ...settings,
    tls: { cert: pem('PARALLAX_TLS_CERT', cert), key: pem('PARALLAX_TLS_KEY', key) },
  }
}

function pem(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError([`${variable}: the file ${file} cannot be read`])
  }
}
