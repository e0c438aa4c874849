import { type RefObject, useMemo, useRef } from 'react'

import type { PersonaView } from '#bff'

import { useCommands } from '../commands.ts'
import { listedTools, useToolLists } from '../mcp/queries.ts'
import { alignTools } from '../mcp/union.ts'
import { useShortcuts } from '../shortcuts.ts'
import { loadTools } from './loaders.ts'
import { NoGateway } from './NoGateway.tsx'
import { PageHead } from './PageHead.tsx'
import { ToolsColumn } from './ToolsColumn.tsx'
import { ToolWork } from './ToolWork.tsx'
import { type Address, useAddress, useSetAddress } from './useAddress.ts'
import { useRecovery } from './useRecovery.ts'
import { useToolCommands } from './useToolCommands.ts'

export const loader = loadTools(1, 1)
export { shouldRevalidate } from './loaders.ts'

export function Component() {
  const address = useAddress()
  const as = address?.acting[0] ?? address?.personas[0]
  if (!address || !as) return <NoGateway />
  return <Tools address={address} as={as} />
}

function Tools({ address, as }: { address: Address; as: PersonaView }) {
  const { gateway, personas, tool } = address
  const set = useSetAddress()
  const search = useRef<HTMLInputElement>(null)
  const byName = useRef<HTMLInputElement>(null)
  useRecovery(gateway.id, personas)
  useFieldShortcuts(search, byName)
  const own = useToolLists(gateway.id, [as])
  const others = personas.filter(({ id }) => id !== as.id)
  const known = useToolLists(gateway.id, others, false)
  const lists = [...own.lists, ...known.lists]
  const rows = alignTools(lists.map(listedTools))
  useToolCommands(gateway.id, [as.id], rows)
  return (
    <div className="@container">
      <PageHead title="Tools" address={address}>
        What <b className="text-ink">{as.label}</b> may see and call at{' '}
        <code className="font-mono">{gateway.label}</code>.
      </PageHead>
      <div className="grid items-start gap-6 @4xl:grid-cols-[18rem_minmax(0,1fr)]">
        <ToolsColumn
          address={address}
          as={as}
          answer={own.lists[0]}
          rows={rows}
          othersRead={known.lists.some((list) => list !== undefined)}
          search={search}
          byName={byName}
          onRetry={() => own.refetch(0)}
          onOpen={(name) => set({ as: as.id, tool: name, args: '', call: '' })}
        />
        <ToolWork
          key={`${gateway.id} ${tool}`}
          address={address}
          as={as}
          row={rows.find((row) => row.name === tool)}
          listRead={listedTools(own.lists[0]) !== undefined}
        />
      </div>
    </div>
  )
}

function useFieldShortcuts(
  search: RefObject<HTMLInputElement | null>,
  byName: RefObject<HTMLInputElement | null>,
) {
  const list = useMemo(() => {
    const focus = (field: RefObject<HTMLInputElement | null>) => () => {
      field.current?.focus()
      field.current?.select()
    }
    return [
      { id: 'tools.search', keys: '/', label: 'Search tools', group: 'Tools', run: focus(search) },
      { id: 'tools.name', keys: 'n', label: 'Call by name…', group: 'Tools', run: focus(byName) },
    ]
  }, [search, byName])
  useShortcuts(list)
  useCommands(list)
}
