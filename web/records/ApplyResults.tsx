import { Link } from 'react-router'

import type { ApplyResult } from '#bff'

import { OutcomeIcon } from '../ui/OutcomeIcon.tsx'
import { pageOf } from './where.ts'

const says: Record<ApplyResult['status'], { words: string; tone: string }> = {
  created: { words: 'created', tone: 'text-allowed' },
  configured: { words: 'configured', tone: 'text-allowed' },
  unchanged: { words: 'unchanged', tone: 'text-ink-2' },
  staged: { words: 'waits for approval', tone: 'text-failed' },
  deleted: { words: 'deleted', tone: 'text-allowed' },
  'dry-run': { words: 'would be applied', tone: 'text-ink-2' },
  failed: { words: 'failed', tone: 'text-refused' },
}

const foretold: Record<NonNullable<ApplyResult['would']>, string> = {
  create: 'would be created',
  change: 'would be changed',
  nothing: 'would stay as it is',
}

/** In a dry run nothing has happened yet; what the registry does not say there a read of the record tells. */
function sayResult({ status, would }: ApplyResult, dryRun: boolean): string {
  if (would !== undefined) return foretold[would]
  const { words } = says[status]
  return dryRun && status !== 'failed' && status !== 'dry-run' ? `would be ${words}` : words
}

/** What the registry said of each document, in the order of the text. */
export function ApplyResults({
  results,
  dryRun,
  as,
  onLine,
}: {
  results: readonly ApplyResult[]
  dryRun: boolean
  as: string
  /** Goes to a line of the text. */
  onLine?: (line: number) => void
}) {
  return (
    <ol aria-label="Result per document" className="rounded-panel border border-line bg-panel">
      {results.map((result) => {
        const { kind, namespace, name, tag, status, error, line } = result
        const to =
          dryRun || status === 'failed' ? undefined : pageOf(kind, name, as, { namespace, tag })
        return (
          <li
            key={`${kind} ${name} ${tag} ${line}`}
            className="grid gap-1 border-b border-line px-4 py-2.5 last:border-b-0"
          >
            <div className="flex flex-wrap items-baseline gap-x-3">
              <span className={`flex items-center gap-1.5 font-bold ${says[status].tone}`}>
                <OutcomeIcon outcome={status === 'failed' ? 'refused' : 'allowed'} />
                {sayResult(result, dryRun)}
              </span>
              <span className="min-w-0 font-mono wrap-anywhere">
                {kind}/
                {to === undefined ? (
                  name
                ) : (
                  <Link to={to} className="underline">
                    {name}
                  </Link>
                )}
                {tag === undefined ? '' : ` ${tag}`}
              </span>
              {dryRun && status !== 'failed' ? (
                <span className="text-sm text-ink-2">
                  registry: <span className="font-mono">{status}</span>
                </span>
              ) : null}
              {line === undefined || !onLine ? null : (
                <button
                  type="button"
                  className="ml-auto text-sm underline"
                  onClick={() => onLine(line)}
                >
                  line {line}
                </button>
              )}
            </div>
            {error === undefined ? null : (
              <p className="font-mono text-sm wrap-anywhere">{error}</p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
