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
