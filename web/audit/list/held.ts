import type { AuditEntry } from '#bff'

/**
 * Rows that somebody is reading stay where they are: new ones are counted, and older ones go on at the end.
 * Both lists come newest first; where none of the held rows is in the fresh list any more, all of that is new.
 */
export function holdRows(
  held: readonly AuditEntry[],
  fresh: readonly AuditEntry[],
): { rows: readonly AuditEntry[]; fresh: number } {
  const [first] = held
  const last = held.at(-1)
  if (!first || !last) return { rows: held, fresh: fresh.length }
  const begins = fresh.findIndex(({ id }) => id === first.id)
  const ends = fresh.findIndex(({ id }) => id === last.id)
  const older = ends < 0 ? [] : fresh.slice(ends + 1)
  return { rows: [...held, ...older], fresh: begins < 0 ? fresh.length : begins }
}
