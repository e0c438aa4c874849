import type { KeyboardEvent } from 'react'

import type { ToolRow } from '../mcp/union.ts'

/**
 * One column of the aligned lists. Every row of every column has the same height, so that a tool
 * stands at the same place for everyone. Arrow keys choose, Enter sends what is chosen.
 */
export function ColumnList({
  label,
  wash,
  rows,
  at,
  tool,
  onChoose,
  onSend,
}: {
  label: string
  wash: string
  rows: readonly ToolRow[]
  at: number
  tool: string
  onChoose: (tool: string) => void
  onSend: () => void
}) {
  const chosen = rows.findIndex((row) => row.name === tool)
  const press = (event: KeyboardEvent<HTMLButtonElement>, from: number) => {
    // Before anything is chosen the first row has the focus: arrows start there, Enter chooses it.
    const to =
      targetOf(event.key, from, rows.length) ??
      (isEnter(event) && from !== chosen ? from : undefined)
    const next = rows[to ?? -1]
    if (next) {
      onChoose(next.name)
      event.currentTarget.closest('ol')?.querySelectorAll('button')[to ?? 0]?.focus()
    } else if (isEnter(event)) onSend()
    else return
    event.preventDefault()
  }
  return (
    <ol aria-label={label}>
      {rows.map((row, index) => (
        <li key={row.name} className="border-b border-line">
          <Row
            row={row}
            hidden={row.listings[at] === 'hidden'}
            chosen={index === chosen}
            wash={wash}
            // One tab stop per column: the chosen tool, or the first while none is.
            tabIndex={index === Math.max(0, chosen) ? 0 : -1}
            onKeyDown={(event) => press(event, index)}
            onClick={() => onChoose(row.name)}
          />
        </li>
      ))}
    </ol>
  )
}

const isEnter = ({ key, ctrlKey, metaKey }: KeyboardEvent) =>
  key === 'Enter' && !ctrlKey && !metaKey

function targetOf(key: string, chosen: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(chosen + 1, length - 1)
    case 'ArrowUp':
      return Math.max(chosen - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}

function Row({
  row,
  hidden,
  chosen,
  wash,
  ...button
}: {
  row: ToolRow
  hidden: boolean
  chosen: boolean
  wash: string
  tabIndex: number
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void
  onClick: () => void
}) {
  const ground = hidden ? 'hatch hover:bg-sunk' : 'hover:bg-sunk'
  return (
    <button
      {...button}
      type="button"
      aria-pressed={chosen}
      className={`flex h-8 w-full items-center gap-2 px-4 text-start -outline-offset-3 stage:h-10 low:h-8 ${chosen ? wash : ground}`}
    >
      <span
        title={row.name}
        className={`min-w-0 flex-1 truncate font-mono stage:text-[1.375rem] low:text-base ${
          hidden ? 'text-ink-2 line-through' : ''
        } ${chosen ? 'font-bold' : ''}`}
      >
        {row.name}
      </span>
      {hidden ? <span className="text-xs text-ink-2">hidden</span> : null}
    </button>
  )
}
