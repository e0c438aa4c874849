export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** The shortest way from one text to another, line by line. For documents of some hundred lines. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  // Longest common beginnings of what is left of both, from the end.
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      set(
        common,
        i,
        j,
        old[i] === now[j]
          ? at(common, i + 1, j + 1) + 1
          : Math.max(at(common, i + 1, j), at(common, i, j + 1)),
      )
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i] ?? '' })
      i += 1
      j += 1
    } else if (
      j >= now.length ||
      (i < old.length && at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      lines.push({ kind: 'removed', text: old[i] ?? '' })
      i += 1
    } else {
      lines.push({ kind: 'added', text: now[j] ?? '' })
      j += 1
    }
  }
  return lines
}

/** Around what changed. */
const contextLines = 3

/** A diff without what lies far from any change; in its place how many lines were left out. */
export function nearChanges(
  lines: readonly DiffLine[],
): (DiffLine | { kind: 'left out'; text: string })[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - contextLines), index + contextLines + 1)
      .some(({ kind }) => kind !== 'same'),
  )
  let hidden = 0
  return lines.flatMap((line, index) => {
    if (!near[index]) {
      hidden += 1
      if (near[index + 1] !== true && index < lines.length - 1) return []
      const text = `… ${hidden} ${hidden === 1 ? 'line' : 'lines'} as before`
      hidden = 0
      return { kind: 'left out' as const, text }
    }
    return line
  })
}

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
const at = (table: readonly Uint16Array[], i: number, j: number) => table[i]?.[j] ?? 0
function set(table: readonly Uint16Array[], i: number, j: number, value: number): void {
  const row = table[i]
  if (row) row[j] = value
}
