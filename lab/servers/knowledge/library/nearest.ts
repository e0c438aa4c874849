/** Levenshtein distance between two words, ignoring case. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 0; i < left.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < right.length; j++) {
      const replaced = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/**
 * The known names most like a wrong one: those it is a part of, then those within a few edits.
 * @returns up to three names, best first; empty when nothing is like it
 */
export function nearest(wrong: string, known: readonly string[]): string[] {
  const word = wrong.toLowerCase().trim()
  if (word === '') return []
  const allowed = Math.max(2, Math.ceil(word.length * 0.4))
  const scored = [...new Set(known)].flatMap((name) => {
    const distance = Math.min(editDistance(word, name), editDistance(word, lastPart(name)))
    const contains = word.length > 2 && name.toLowerCase().includes(word)
    return contains || distance <= allowed ? [{ name, score: contains ? 0.5 : distance }] : []
  })
  return scored
    .toSorted((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** "use-cases/security/jwt-authentication.md" is also known as "jwt-authentication". */
const lastPart = (name: string): string => (name.split('/').at(-1) ?? name).replace(/\.md$/, '')

/** A sentence that offers the nearest names, or the way to see all of them. */
export function suggestion(wrong: string, known: readonly string[], seeAll: string): string {
  const names = nearest(wrong, known)
  return names.length > 0 ? `Did you mean ${names.join(', ')}?` : seeAll
}
