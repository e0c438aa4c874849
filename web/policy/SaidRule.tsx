import type { Saw, SaidClause, SaidRule as Said } from './explain.ts'
import { TruthBadge } from './TruthBadge.tsx'
import { Underlined } from './Underlined.tsx'

/** One rule: what it does, what it came to, its text, and every clause with the values that it saw. */
export function SaidRule({ said, number }: { said: Said; number: number }) {
  const { rule, truth, decided, clauses } = said
  return (
    <li
      data-decided={decided || undefined}
      className={`grid gap-2 rounded-control border border-l-4 border-line bg-panel px-3 py-2 ${decided ? 'border-l-ink' : ''}`}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b>
          {number} {rule.action}
        </b>
        <TruthBadge is={truth.is} />
        {decided ? <b className="rounded-control bg-sunk px-1.5">decided</b> : null}
        <span className="text-ink-2 wrap-anywhere">
          {rule.scope === 'request' ? 'whole request, ' : ''}
          {rule.from}
        </span>
      </p>
      <Underlined text={rule.expression} clauses={clauses} />
      {clauses.length === 0 && truth.is === 'unknown' ? (
        <p className="text-ink-2">{truth.message}</p>
      ) : null}
      <ul className="grid gap-1.5">
        {clauses.map((clause) => (
          <SaidClauseRow
            key={clause.range[0]}
            clause={clause}
            alone={clause.text === rule.expression.trim()}
          />
        ))}
      </ul>
    </li>
  )
}

function SaidClauseRow({
  clause: { text, truth, saw },
  alone,
}: {
  clause: SaidClause
  /** It is the whole rule, whose text stands above. */
  alone: boolean
}) {
  return (
    <li className="grid gap-x-3 sm:grid-cols-[4.5rem_minmax(0,1fr)]">
      <TruthBadge is={truth.is} />
      <div className="min-w-0">
        {alone ? null : <code className="font-mono wrap-anywhere">{text}</code>}
        {'message' in truth ? <p className="text-ink-2">{truth.message}</p> : null}
        {saw.map((each) => (
          <SawLine key={each.path} saw={each} />
        ))}
      </div>
    </li>
  )
}

/** A value that was read. Nothing there is a value too: it often is what decided. */
export function SawLine({ saw: { path, value } }: { saw: Saw }) {
  return (
    <p className="flex flex-wrap gap-x-2 text-ink-2">
      <span className="font-mono">{path}</span>
      {value === undefined ? (
        <b>missing</b>
      ) : (
        <b className="font-mono wrap-anywhere text-ink">{JSON.stringify(value)}</b>
      )}
    </p>
  )
}
