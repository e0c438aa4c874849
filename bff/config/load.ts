import { readFileSync } from 'node:fs'

import { checkConfig } from './checks.ts'
import { type Config, configSchema } from './schema.ts'
import type { Secrets } from './secrets.ts'
import { type Finding, sentences } from './sentences.ts'
import { type Path, readSource } from './source.ts'

/** Everything that is wrong with a configuration, one line each. */
export class ConfigError extends Error {
  constructor(lines: string[]) {
    super(lines.join('\n'))
    this.name = 'ConfigError'
  }
}

/** Variables that stand over the file: one value each, so that one file serves several machines. */
const overrides = {
  PARALLAX_PUBLIC_ORIGIN: ['publicOrigin'],
  PARALLAX_DATA: ['data'],
} as const

/**
 * Reads the file that `PARALLAX_CONFIG` names. `PARALLAX_PUBLIC_ORIGIN` and `PARALLAX_DATA` replace their
 * settings, `PARALLAX_SESSION_KEYS` holds the key ring itself. Relative paths start at the working directory.
 * Throws ConfigError with every finding as `file:line:column: path: sentence`.
 */
export function loadConfig(
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
): { config: Config; warnings: string[] } {
  const file = env['PARALLAX_CONFIG']
  if (!file)
    throw new ConfigError([
      'PARALLAX_CONFIG is not set; it takes the path of the configuration file',
    ])
  const source = readSource(file, read(file))
  if (source.errors.length > 0) throw new ConfigError(source.errors)

  const place = (path: Path) => {
    for (const [variable, [setting]] of Object.entries(overrides))
      if (env[variable] && path[0] === setting) return variable
    return source.at(path)
  }
  const lines = (findings: Finding[]) =>
    findings.map(
      ({ path, sentence }) =>
        `${place(path)}: ${path.map(String).join('.') || 'the file'}: ${sentence}`,
    )

  const parsed = configSchema.safeParse(overridden(source.value, env))
  if (!parsed.success) throw new ConfigError(lines(sentences(parsed.error.issues)))
  const { errors, warnings } = checkConfig(parsed.data, secrets)
  if (errors.length > 0) throw new ConfigError(lines(errors))
  return { config: parsed.data, warnings: lines(warnings) }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError([`${file}: cannot be read; PARALLAX_CONFIG names it`])
  }
}

function overridden(value: unknown, env: NodeJS.ProcessEnv): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const changed: Record<string, unknown> = { ...value }
  for (const [variable, [setting]] of Object.entries(overrides))
    if (env[variable]) changed[setting] = env[variable]
  const session = changed['session'] ?? {}
  if (env['PARALLAX_SESSION_KEYS'] && typeof session === 'object')
    changed['session'] = { ...session, keys: { env: 'PARALLAX_SESSION_KEYS' } }
  return changed
}
