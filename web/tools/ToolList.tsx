import { type KeyboardEvent, type Ref, useId, useState } from 'react'
import { Link } from 'react-router'

import type { NamingView } from '#bff'

import { annotationWords } from '../mcp/annotations.ts'
import { splitTool } from '../mcp/naming.ts'
import type { ToolRow } from '../mcp/union.ts'
import { paths } from '../paths.ts'
import { TextInput } from '../ui/inputs.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { loadWork } from './loaders.ts'
import { ToolName } from './ToolName.tsx'

const matches = (row: ToolRow, naming: NamingView, words: string) => {
  const { target = '' } = splitTool(row.name, naming)
  const text =
    `${row.name} ${target} ${row.tool.title ?? ''} ${row.tool.description ?? ''}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/**
 * The tools as one persona sees them. A tool that only others list stays visible, struck through.
 * The first listing of a row is this persona's own.
 */
export function ToolList({
  rows,
  naming,
  address,
  search,
}: {
  rows: readonly ToolRow[]
  /** How the gateway made their names. */
  naming: NamingView
  address: { gateway: string; as: string; tool: string }
  search: Ref<HTMLInputElement>
}) {
  const [words, setWords] = useState('')
  const listId = useId()
  const shown = rows.filter((row) => matches(row, naming, words))
  return (
    <div className="grid min-w-0 gap-2">
      <div className="relative">
        <TextInput
          ref={search}
          type="search"
          aria-label="Search tools"
          aria-controls={listId}
          placeholder="Search tools"
          value={words}
          onChange={({ target }) => setWords(target.value)}
          className="pr-8"
        />
        {words === '' ? (
          <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center">
            <Kbd>/</Kbd>
          </span>
        ) : null}
      </div>
      <ul
        id={listId}
        aria-label="Tools"
        className="overflow-hidden rounded-panel border border-line bg-panel empty:hidden"
      >
        {shown.map((row) => (
          <ToolItem key={row.name} row={row} naming={naming} address={address} />
        ))}
      </ul>
      {shown.length === 0 && rows.length > 0 ? (
        <p className="px-1 text-ink-2">No tool matches “{words}”.</p>
      ) : null}
    </div>
  )
}

function ToolItem({
  row,
  naming,
  address: { gateway, as, tool },
}: {
  row: ToolRow
  naming: NamingView
  address: { gateway: string; as: string; tool: string }
}) {
  const hidden = row.listings[0] === 'hidden'
  const { prefix } = splitTool(row.name, naming)
  const chosen = row.name === tool
  const warning = annotationWords(row.tool).includes('destructive') ? 'destructive' : ''
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        to={paths.tools({ gateway, as, tool: row.name })}
        preventScrollReset
        onKeyDown={moveFocus}
        onFocus={() => void loadWork()}
        onPointerEnter={() => void loadWork()}
        aria-current={chosen || undefined}
        className={`flex min-h-9 items-center gap-2 px-3 py-1.5 -outline-offset-3 hover:bg-sunk aria-current:bg-sunk aria-current:font-bold aria-current:shadow-[inset_3px_0_0_var(--color-ink)] ${hidden ? 'text-ink-2' : ''} ${hidden && !chosen ? 'hatch' : ''}`}
      >
        <span
          className={`min-w-0 flex-1 font-mono stage:text-[1.375rem] ${prefix === '' ? 'truncate' : 'wrap-anywhere'} ${hidden ? 'line-through' : ''}`}
          title={row.name}
        >
          <ToolName name={row.name} naming={naming} />
        </span>
        <span className="text-xs">{hidden ? 'hidden' : warning}</span>
      </Link>
    </li>
  )
}

/** Arrow keys go from tool to tool, as they would in any list. */
function moveFocus(event: KeyboardEvent<HTMLAnchorElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const links = [...(event.currentTarget.closest('ul')?.querySelectorAll('a') ?? [])]
  const next = links[links.indexOf(event.currentTarget) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
