import { Problem } from '../problem.ts'
import type { Config, PersonaConfig } from './schema.ts'

/** The settings of a persona. Throws Problem 404 `persona_unknown`; the id may come from anywhere. */
export function personaOf(config: Config, id: string): PersonaConfig {
  const settings = Object.hasOwn(config.personas, id) ? config.personas[id] : undefined
  if (settings) return settings
  throw new Problem(404, 'persona_unknown', `The configuration names no persona "${id}".`, {
    persona: id,
  })
}

/** The issuer of a persona's tokens, where it has one. */
export const issuerOf = (settings: PersonaConfig | undefined): string | undefined =>
  settings && 'issuer' in settings ? settings.issuer : undefined
