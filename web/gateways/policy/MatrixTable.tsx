import { useState } from 'react'

import type { PersonaView } from '#bff'

import type { ToolRow } from '../../mcp/union.ts'
import { useStandpoint } from '../../session/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { PersonaMark } from '../../ui/PersonaMark.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { initialOf } from '../../ui/standpoint.ts'
import { MatrixRow } from './MatrixRow.tsx'
import type { Cell } from './observed.ts'

/** Drawn at first; the rest on request. All are always computed. */
const drawn = 60

/** Tools down, personas across. Scrolls in its own box. */
export function MatrixTable({
  personas,
  rows,
  cells,
  reads,
}: {
  personas: readonly PersonaView[]
  rows: readonly ToolRow[]
  cells: readonly (readonly Cell[])[]
  /** Names of the claims that the rules read. */
  reads: readonly string[]
}) {
  const standpoint = useStandpoint()
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, drawn)
  const labels = personas.map(({ label }) => label).join('\n')
  return (
    <div className="grid gap-2">
      <ScrollBox
        label="Matrix"
        className="max-h-[70vh] overflow-auto rounded-panel border border-line bg-panel"
      >
        <table className="w-full border-collapse">
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky top-0 left-0 z-2 border-b border-line-strong bg-panel px-3 py-2 text-start text-sm text-ink-2"
              >
                Tool
              </th>
              {personas.map(({ id, label, claims }, column) => (
                <th
                  key={id}
                  scope="col"
                  className="sticky top-0 z-1 border-b border-line-strong bg-panel px-3 py-2 text-start align-top whitespace-nowrap"
                >
                  <span className="inline-flex items-center gap-2">
                    <PersonaMark standpoint={standpoint(id)} initial={initialOf(label)} size="sm" />
                    {label}
                  </span>
                  {reads.map((claim) => (
                    <span
                      key={claim}
                      title={claim}
                      className="block max-w-48 truncate font-mono text-xs font-normal text-ink-2"
                    >
                      {wordsOf(claim, claims)}
                    </span>
                  ))}
                  <span className="block text-sm font-normal text-ink-2">
                    {countOf(cells, column)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name }, index) => (
              <MatrixRow
                key={name}
                name={name}
                labels={labels}
                cells={packed(cells[index] ?? [])}
              />
            ))}
          </tbody>
        </table>
        {rows.length === 0 ? <p className="p-4 text-ink-2">No list names a tool.</p> : null}
      </ScrollBox>
      {rows.length > shown.length ? (
        <Button className="justify-self-start" onClick={() => setAll(true)}>
          Show all {rows.length} tools
        </Button>
      ) : null}
    </div>
  )
}

/** The values of a claim alone: its name stands in the rules beside the matrix. Claims that are not read yet say nothing. */
function wordsOf(claim: string, claims: PersonaView['claims']): string {
  if (claims === undefined) return ''
  const value = claims[claim]
  const said = [value ?? []]
    .flat()
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
  return said.length > 0 ? said.join(', ') : `no ${claim}`
}

function countOf(cells: readonly (readonly Cell[])[], column: number): string {
  const mine = cells.flatMap((row) => row[column] ?? [])
  const allowed = mine.filter(({ draft }) => draft === 'allowed').length
  const unknown = mine.filter(({ draft }) => draft === 'unknown').length
  return `${allowed} allowed${unknown > 0 ? `, ${unknown} unknown` : ''}`
}

/** A row as one text, so that a row in which nothing changed is not drawn again. */
const packed = (cells: readonly Cell[]): string =>
  cells
    .map(({ draft, held, seen }) => [draft, held, seen?.by ?? '', seen?.access ?? ''].join(' '))
    .join('\n')
