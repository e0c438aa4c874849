import type { Config } from './schema.ts'
import type { Path } from './source.ts'

/** What the schema cannot see of `registry`: personas that exist, origins that are origins, a sane pace. */
export function checkRegistry(
  { registry, personas }: Config,
  wrong: (path: Path, sentence: string) => void,
): void {
  if (registry === undefined) return
  for (const [index, persona] of registry.personas.entries())
    if (!Object.hasOwn(personas, persona))
      wrong(
        ['registry', 'personas', index],
        `names the persona "${persona}", which is not under personas`,
      )
  if (registry.default !== undefined && !registry.personas.includes(registry.default))
    wrong(['registry', 'default'], `is "${registry.default}", which is not in registry.personas`)
  for (const [index, url] of registry.reach.entries()) {
    const { origin } = new URL(url)
    if (url !== origin)
      wrong(
        ['registry', 'reach', index],
        `takes an origin alone, without path and slash: ${origin}`,
      )
  }
  const { pathname, search } = new URL(registry.url)
  if (pathname !== '/' || search !== '')
    wrong(['registry', 'url'], 'takes the address without a path; /v0 is added')
  if (registry.pollEvery < fastestMs)
    wrong(['registry', 'pollEvery'], `is shorter than ${fastestMs}ms`)
}

/** Reading a registry more often than this would cost it more than it tells. */
const fastestMs = 250
