import { pino, type Logger } from 'pino'

import { redactText } from '../upstream/redact.ts'

/** `name=value` and `"name":"value"` of what must never be written down, wherever it slipped in. */
const named =
  /((?:__Host-Http-\w+|[a-z_]*(?:token|secret|password|verifier|device_code|authorization|cookie)|code)"?\s*[=:]\s*"?)[^"&;,\s\\}]+/gi

/** Structured lines on stdout. The last thing before the wire takes out whatever looks like a secret. */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: withoutSecrets },
  }
  return destination ? pino(options, destination) : pino(options)
}

const withoutSecrets = (line: string): string =>
  redactText(line).replaceAll(named, '$1[redacted]')
