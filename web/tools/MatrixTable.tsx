import { Link } from 'react-router'

import type { CallView, PersonaView } from '#bff'

import { listedTools, type ToolList } from '../mcp/queries.ts'
import type { ToolRow } from '../mcp/union.ts'
import { paths } from '../paths.ts'
import { useStandpoint } from '../session/queries.ts'
import { sayState } from '../session/sayState.ts'
import { Button } from '../ui/Button.tsx'
import { ScrollBox } from '../ui/ScrollBox.tsx'
import { MatrixCell } from './MatrixCell.tsx'
import { PersonaTag } from './PersonaTag.tsx'
import { cellKey, totals, type Totals } from './probe.ts'

type Cells = ReadonlyMap<string, CallView>

/** Tools down, personas across; totals at the end of each. Scrolls sideways in its own box. */
export function MatrixTable(props: {
  gateway: string
  personas: readonly PersonaView[]
  rows: readonly ToolRow[]
  lists: readonly (ToolList | undefined)[]
  cells: Cells
  onRetry: (column: number) => void
}) {
  const { gateway, personas, rows, cells } = props
  const cellsOf = (row: ToolRow) =>
    personas.map(({ id }, at) => ({
      listing: row.listings[at] ?? 'unknown',
      call: cells.get(cellKey(id, row.name)),
    }))
  return (
    <ScrollBox label="Matrix" className="overflow-x-auto rounded-panel border border-line bg-panel">
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line-strong">
            <th
              scope="col"
              className="sticky left-0 z-1 bg-panel px-4 py-3 text-start text-sm text-ink-2"
            >
              Tool
            </th>
            {personas.map((persona, at) => (
              <ColumnHead
                key={persona.id}
                persona={persona}
                read={listedTools(props.lists[at]) !== undefined}
                totals={totals(rows.flatMap((row) => cellsOf(row)[at] ?? []))}
                onRetry={() => props.onRetry(at)}
              />
            ))}
            <th
              scope="col"
              className="right-0 border-l border-line bg-panel sm:sticky px-4 py-3 text-start text-sm text-ink-2"
            >
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const line = cellsOf(row)
            return (
              <tr key={row.name} className="border-b border-line last:border-b-0">
                <th
                  scope="row"
                  className="sticky left-0 z-1 max-w-64 truncate border-r border-line bg-panel px-4 text-start font-mono font-normal"
                >
                  <Link
                    className="inline-block py-1.5 hover:underline"
                    title={row.name}
                    to={paths.compare({ gateway, tool: row.name })}
                  >
                    {row.name}
                  </Link>
                </th>
                {personas.map(({ id, label }, at) => (
                  <MatrixCell
                    key={id}
                    label={`${row.name} as ${label}`}
                    listing={line[at]?.listing ?? 'unknown'}
                    call={line[at]?.call}
                  />
                ))}
                <td className="right-0 border-l border-line bg-panel sm:sticky px-4 text-sm whitespace-nowrap text-ink-2">
                  {sayTotals(totals(line))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows.length === 0 ? <p className="p-4 text-ink-2">No list names a tool.</p> : null}
    </ScrollBox>
  )
}

const sayTotals = ({ listed, through }: Totals) =>
  `${listed} listed${through === undefined ? '' : `, ${through} let through`}`

function ColumnHead({
  persona,
  read,
  totals: counts,
  onRetry,
}: {
  persona: PersonaView
  read: boolean
  totals: Totals
  onRetry: () => void
}) {
  const standpoint = useStandpoint()
  const trouble = persona.state === 'ready' ? 'list not known' : sayState(persona.state)
  return (
    <th scope="col" className="min-w-28 px-4 py-3 text-start align-top">
      <PersonaTag persona={persona} standpoint={standpoint(persona.id)} size="md" />
      <span className="block pt-1 text-sm font-normal whitespace-nowrap text-ink-2">
        {read ? sayTotals(counts) : trouble}
      </span>
      {!read && persona.state === 'ready' ? (
        <Button size="sm" variant="quiet" className="-ml-2" onClick={onRetry}>
          Read again
        </Button>
      ) : null}
    </th>
  )
}
