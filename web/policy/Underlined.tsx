import type { SaidClause } from './explain.ts'
import type { Truth } from './rule.ts'
import { truthText } from './TruthBadge.tsx'

/** Lines differ by their form too: whole, dashed, wavy, dotted. */
const lines: Record<Truth['is'], string> = {
  true: 'decoration-solid',
  false: 'decoration-dashed',
  error: 'decoration-wavy',
  unknown: 'decoration-dotted',
}

/** A rule's own text, each clause underlined where it stands. Its words are in the list beside it. */
export function Underlined({ text, clauses }: { text: string; clauses: readonly SaidClause[] }) {
  const sorted = clauses.toSorted((a, b) => a.range[0] - b.range[0])
  return (
    <code className="block min-w-0 font-mono wrap-anywhere whitespace-pre-wrap">
      {sorted.map(({ range: [start, end], truth }, index) => (
        <span key={start}>
          {text.slice(sorted[index - 1]?.range[1] ?? 0, start)}
          <span
            data-clause={truth.is}
            className={`underline decoration-2 underline-offset-4 ${lines[truth.is]} ${truthText[truth.is]}`}
          >
            {text.slice(start, end)}
          </span>
        </span>
      ))}
      {text.slice(sorted.at(-1)?.range[1] ?? 0)}
    </code>
  )
}
