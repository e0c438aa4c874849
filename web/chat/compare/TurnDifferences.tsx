import { sayDuration } from '../../ui/duration.ts'
import { sayTokens } from '../parts/figures.ts'
import { Fold } from '../parts/Fold.tsx'
import { summaryOf } from '../parts/toolText.ts'
import { toolWords } from '../parts/toolWords.ts'
import type { Differences, LineRow, ToolRow } from './differences.ts'
import { sayTool } from './marks.ts'
import { sayDifferences } from './sayDifferences.ts'
import type { Side } from './Sides.tsx'
import { type SideRow, SideTable } from './SideTable.tsx'

const summaryClass = 'w-fit py-0.5 text-sm'

/** What differs between the answers to one question: said first, shown piece by piece on demand. */
export function TurnDifferences({ found, sides }: { found: Differences; sides: readonly Side[] }) {
  const there = sides.filter((_, side) => found.compared[side])
  const only = <T,>(each: readonly T[]) => each.filter((_, side) => found.compared[side])
  const names = sides.map(({ deployment }) => deployment)
  const toolTable = found.tools.map((row, at) => toolRow(row, only(row.calls), at))
  const lineTable = found.lines.map((row, at) => lineRow(row, only(row.at), at))
  return (
    <div className="col-span-full grid min-w-0 gap-1 border-t border-line bg-sunk px-4 py-3">
      <p>
        <b>Compared.</b> {sayDifferences(found, names)}
      </p>
      <div className="grid gap-1">
        {toolTable.length > 0 ? (
          <Fold summaryClass={summaryClass} summary={`Tools, aligned (${toolTable.length})`}>
            {() => <SideTable label="Tools, aligned" sides={there} rows={toolTable} />}
          </Fold>
        ) : null}
        {found.sameText ? null : (
          <Fold summaryClass={summaryClass} summary={`Answers, line by line (${lineTable.length})`}>
            {() => <SideTable label="Answers, line by line" sides={there} rows={lineTable} />}
          </Fold>
        )}
        <Fold summaryClass={summaryClass} summary="Time and tokens">
          {() => (
            <SideTable
              label="Time and tokens"
              sides={there}
              rows={figureRows(only(found.figures))}
            />
          )}
        </Fold>
      </div>
    </div>
  )
}

function toolRow(
  row: ToolRow,
  calls: readonly (ToolRow['calls'][0] | undefined)[],
  at: number,
): SideRow {
  const key = `${at} ${row.name}`
  const words = sayTool(row)
  const head = (
    <>
      <b className="text-ink">{row.name}</b>
      {words === undefined ? null : <span className="block font-sans">{words}</span>}
    </>
  )
  const say = (call: (typeof calls)[0]) => {
    if (!call) return 'not called'
    const ms = call.ms === undefined ? '' : `, ${sayDuration(call.ms)}`
    return (
      <>
        {summaryOf(call.args) || '{}'}
        <span className="block font-sans text-ink-2">
          {toolWords[call.state]}
          {ms}
        </span>
      </>
    )
  }
  const [first] = calls
  return row.differs === 'same' && first
    ? { key, head, shared: summaryOf(first.args) || '{}' }
    : { key, head, cells: calls.map(say) }
}

const lineRow = ({ line }: LineRow, at: readonly number[], key: number): SideRow => ({
  key: `${key}`,
  head: key + 1,
  ...(at.includes(-1) ? { cells: at.map((place) => (place < 0 ? '–' : line)) } : { shared: line }),
})

function figureRows(figures: Differences['figures']): SideRow[] {
  const rows: [string, string[]][] = [
    ['total', figures.map(({ totalMs }) => (totalMs === undefined ? '–' : sayDuration(totalMs)))],
    [
      'first byte',
      figures.map(({ firstByteMs }) =>
        firstByteMs === undefined ? '–' : sayDuration(firstByteMs),
      ),
    ],
    ['tokens', figures.map(({ tokens }) => (tokens ? sayTokens(tokens) : 'not told'))],
  ]
  return rows.map(([name, values]) => ({
    key: name,
    head: name,
    ...(new Set(values).size > 1 ? { cells: values } : { shared: values[0] }),
  }))
}
