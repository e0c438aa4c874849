import { useQuery } from '@tanstack/react-query'
import { lazy, type RefObject, Suspense, useMemo, useRef, useState } from 'react'

import type { PersonaView } from '#bff'

import { useCommands } from '../commands.ts'
import { listedTools, useToolLists } from '../mcp/queries.ts'
import { sessionsQuery } from '../mcp/sessions.ts'
import { alignTools } from '../mcp/union.ts'
import { useShortcuts } from '../shortcuts.ts'
import { loadTools, loadWork } from './loaders.ts'
import { NoGateway } from './NoGateway.tsx'
import { NoTool } from './NoTool.tsx'
import { PageHead } from './PageHead.tsx'
import { ToolsColumn } from './ToolsColumn.tsx'
import { type Address, useAddress, useSetAddress } from './useAddress.ts'
import { useRecovery } from './useRecovery.ts'
import { useToolCommands } from './useToolCommands.ts'

const Beside = lazy(async () => ({ default: (await import('./beside/Beside.tsx')).Beside }))
const ToolWork = lazy(async () => ({ default: (await loadWork()).ToolWork }))
const Offers = lazy(async () => ({ default: (await import('./offered/Offers.tsx')).Offers }))

export const loader = loadTools(1, 1)
export { shouldRevalidate } from './loaders.ts'

export function Component() {
  const address = useAddress()
  const as = address?.acting[0] ?? address?.personas[0]
  if (!address || !as) return <NoGateway />
  return <Tools address={address} as={as} />
}

const titles = { tools: 'Tools', resources: 'Resources', prompts: 'Prompts' }
const verbs = { tools: 'call', resources: 'read', prompts: 'get' }

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
  const beside = useBeside(address, as, own.lists[0] !== undefined)
  return (
    <div className="@container">
      <PageHead title={titles[address.show]} address={address}>
        What <b className="text-ink">{as.label}</b> may see and {verbs[address.show]} at{' '}
        <code className="font-mono">{gateway.label}</code>.
      </PageHead>
      {beside ? (
        <Suspense>
          <Beside {...beside} />
        </Suspense>
      ) : null}
      {address.show === 'tools' ? (
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
          {tool === '' ? (
            <NoTool gateway={gateway} as={as} />
          ) : (
            <Suspense>
              <ToolWork
                key={`${gateway.id} ${tool}`}
                address={address}
                as={as}
                row={rows.find((row) => row.name === tool)}
                listRead={listedTools(own.lists[0]) !== undefined}
              />
            </Suspense>
          )}
        </div>
      ) : (
        <Suspense>
          <Offers {...{ address, as }} capabilities={beside?.capabilities ?? []} />
        </Suspense>
      )}
    </div>
  )
}

/**
 * What stands above the tools where a gateway keeps sessions, or was seen to keep one: undefined for all others,
 * which then load nothing for it. A list must have been read first, since that is what begins a session.
 */
function useBeside(address: Address, as: PersonaView, listRead: boolean) {
  const { gateway, show } = address
  const { data: sessions = [] } = useQuery({ ...sessionsQuery(gateway.id), enabled: listRead })
  const [kept, setKept] = useState('')
  if (sessions.length > 0 && kept !== gateway.id) setKept(gateway.id)
  if (sessions.length === 0 && kept !== gateway.id && show === 'tools') return undefined
  const session = sessions.findLast(({ persona }) => persona === as.id)
  return { address, as, session, capabilities: (session ?? sessions[0])?.capabilities ?? [] }
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
