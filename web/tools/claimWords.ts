import type { PersonaView } from '#bff'

/** The value of a claim as words: a list joined, a text as it is, anything else as JSON. */
export function claimWords(persona: Pick<PersonaView, 'claims'>, claim: string): string[] {
  const value = persona.claims?.[claim]
  if (value === undefined || value === null) return []
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
}

/** The groups of a persona's token, as the seed's gateways read them. */
export const groupsOf = (persona: Pick<PersonaView, 'claims'>): string[] =>
  claimWords(persona, 'groups')
