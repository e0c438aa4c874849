import type { AccessLogView, AuditEntry } from '#bff'

export type LogLine = AccessLogView['lines'][number]

/** Clocks of two machines, and a line that is written a little later than its answer. */
const apartMs = 2_000

/**
 * Which line of a gateway's own log is which call: the same tool, by whom where both tell, and written when
 * the call ended. The closest pair first, each line and each call once; `subject` is that of a persona's token.
 */
export function pairUp(
  entries: readonly AuditEntry[],
  lines: readonly LogLine[],
  subject: (persona: string) => string | undefined,
): Map<LogLine, AuditEntry> {
  const found = entries.flatMap((entry) =>
    lines.flatMap((line) => {
      const apart = apartOf(entry, line)
      const fits = apart <= apartMs && sameTool(entry, line) && sameWho(entry, line, subject)
      return fits ? [{ entry, line, apart }] : []
    }),
  )
  const pairs = new Map<LogLine, AuditEntry>()
  const taken = new Set<AuditEntry>()
  for (const { entry, line } of found.toSorted((a, b) => a.apart - b.apart)) {
    if (pairs.has(line) || taken.has(entry)) continue
    pairs.set(line, entry)
    taken.add(entry)
  }
  return pairs
}

function apartOf(entry: AuditEntry, line: LogLine): number {
  const ended = Date.parse(entry.at) + entry.ms
  return line.at === null ? Number.POSITIVE_INFINITY : Math.abs(Date.parse(line.at) - ended)
}

/** The tool that a line is about, where it says so; a line of anything else but a call has none. */
export const toolOf = ({ fields }: LogLine): string | undefined =>
  fields['gen_ai.tool.name'] || fields['tool'] || undefined

/** The log has a tool's own name, the list the one with its target in front: `kb_search`, `kb:search`. */
function sameTool({ tool }: AuditEntry, line: LogLine): boolean {
  const named = toolOf(line)
  if (named === undefined) return line.text.split(/[\s"'=,]+/).includes(tool)
  return tool === named || (tool.endsWith(named) && /[_:/]$/.test(tool.slice(0, -named.length)))
}

function sameWho(
  { persona }: AuditEntry,
  { fields }: LogLine,
  subject: (persona: string) => string | undefined,
): boolean {
  const [wrote, known] = [fields['jwt.sub'], subject(persona)]
  return wrote === undefined || known === undefined || wrote === known
}
