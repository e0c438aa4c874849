import { stringify } from 'yaml'

import type { Config } from './schema.ts'

/** Settings that a person writes as `30m` and the process holds as milliseconds. */
const durations = new Set([
  'idle',
  'absolute',
  'upstreamHeaders',
  'upstreamIdle',
  'pollEvery',
  'silence',
  'runFor',
])
const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

/**
 * The configuration as it is in effect, in the YAML it is written in. It holds no secret, because it never
 * did: where one is needed stands the name of its variable or file.
 */
export const printConfig = (config: Config): string =>
  stringify(config, (key: unknown, value: unknown) =>
    typeof key === 'string' && durations.has(key) && typeof value === 'number'
      ? duration(value)
      : value,
  ).trimEnd()

function duration(ms: number): string {
  const unit = units.find(([, size]) => ms > 0 && ms % size === 0)
  return unit ? `${ms / unit[1]}${unit[0]}` : `${ms}ms`
}
