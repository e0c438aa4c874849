export interface Piece {
  /** Where in the line it begins. */
  at: number
  text: string
  hit: boolean
}

/** A line cut where the searched words stand in it, whatever their case. Without words: the line whole. */
export function pieces(line: string, words: string): Piece[] {
  const found: Piece[] = []
  const haystack = line.toLowerCase()
  const needle = words.toLowerCase()
  // Lower case of some letters is longer than the letter, and then places no longer agree.
  if (needle === '' || haystack.length !== line.length) return [{ at: 0, text: line, hit: false }]
  let from = 0
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    if (at > from) found.push({ at: from, text: line.slice(from, at), hit: false })
    found.push({ at, text: line.slice(at, at + needle.length), hit: true })
    from = at + needle.length
  }
  if (from < line.length) found.push({ at: from, text: line.slice(from), hit: false })
  return found
}
