import { apart } from '../ui/apart.ts'
import type { Standpoint } from '../ui/standpoint.ts'

/** As many as a comparison needs, and as can stand side by side. */
const [atLeast, atMost] = [2, 4]

/**
 * Who is compared after one more press: a new persona joins at the right, one that is there leaves.
 * The last two stay, since one alone compares with nobody; a fifth takes the place of the fourth.
 */
export function nextActing(now: readonly string[], persona: string): string[] {
  if (!now.includes(persona)) return [...now.slice(0, atMost - 1), persona]
  return now.length > atLeast ? now.filter((id) => id !== persona) : [...now]
}

/**
 * The marks in the bar, in the order of `actors`, each shape once: those who act with the shapes they have
 * beside each other, and of the others the first that has a shape which is still free.
 */
export function marks<Actor extends { id: string }>(
  actors: readonly Actor[],
  acting: readonly string[],
  usual: (persona: string) => Standpoint,
): { persona: Actor; standpoint: Standpoint }[] {
  const standing = acting.filter((id) => actors.some((each) => each.id === id)).slice(0, atMost)
  const shapes = apart(standing.map(usual))
  const taken = new Map(standing.map((id, index) => [shapes[index], id]))
  for (const { id } of actors)
    if (!taken.has(usual(id)) && !standing.includes(id)) taken.set(usual(id), id)
  const shapeOf = new Map([...taken].map(([shape, id]) => [id, shape]))
  return actors.flatMap((persona) => {
    const standpoint = shapeOf.get(persona.id)
    return standpoint === undefined ? [] : [{ persona, standpoint }]
  })
}

/** Letters that the console itself listens to. */
const taken = new Set(['g', 's', 'w', 'n', 'h', 't', 'v'])

/** A key for each persona: its initial where that is free and nobody before it has it, and its number up to 9. */
export function personaKeys(ids: readonly string[]): { keys: string; persona: string }[] {
  const used = new Set(taken)
  const letters = ids.flatMap((persona) => {
    const initial = persona[0]?.toLowerCase() ?? ''
    if (!/^[a-z]$/.test(initial) || used.has(initial)) return []
    used.add(initial)
    return [{ keys: initial, persona }]
  })
  const numbers = ids.slice(0, 9).map((persona, index) => ({ keys: String(index + 1), persona }))
  return [...letters, ...numbers]
}
