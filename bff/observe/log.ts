import { pino, type Logger } from 'pino'

import { redactText } from '../upstream/redact.ts'

/**
 * `name=value` and `"name":"value"` of what must never be written down, wherever it slipped in. What comes
 * before a name (`refresh_`) is not part of the match: a path of letters alone would be tried from each of them.
 * Within a line of JSON the quotes of a message have backslashes.
 */
const named =
  /((?:__Host-Http-\w+|token|secret|password|verifier|code|authorization|cookie)\\*"?\s*[=:]\s*\\*"?)[^"&;,\s\\}]+/gi

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

const withoutSecrets = (line: string): string => redactText(line).replaceAll(named, '$1[redacted]')
