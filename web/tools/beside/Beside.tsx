import { Link } from 'react-router'

import type { McpSessionView, PersonaView } from '#bff'

import { SessionLine } from '../../mcp/SessionLine.tsx'
import { paths } from '../../paths.ts'
import { useStandpoint } from '../../session/queries.ts'
import type { Address, Show } from '../useAddress.ts'
import { FromServer } from './FromServer.tsx'
import { LogLevel } from './LogLevel.tsx'

/** Beside the tools of a gateway: what else it offers, the session with it, and what it sends unasked. */
export function Beside({
  address,
  as,
  session,
  capabilities,
}: {
  address: Address
  as: PersonaView
  session: McpSessionView | undefined
  /** Of the gateway as far as they are known. */
  capabilities: readonly string[]
}) {
  const { gateway, show } = address
  const standpoint = useStandpoint()
  const more = (['resources', 'prompts'] as const).filter(
    (each) => each === show || capabilities.includes(each),
  )
  return (
    <div className="mb-6 grid gap-3 low:mb-3">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        {more.length > 0 ? (
          <Offers {...{ gateway: gateway.id, as: as.id, show }} more={more} />
        ) : null}
        <SessionLine
          key={`${gateway.id} ${as.id}`}
          gateway={gateway.id}
          persona={as}
          standpoint={standpoint(as.id)}
          session={session}
        >
          {session?.capabilities.includes('logging') ? (
            <LogLevel key={session.startedAt} gateway={gateway.id} as={as.id} />
          ) : null}
        </SessionLine>
      </div>
      <FromServer key={gateway.id} gateway={gateway.id} label={gateway.label} />
    </div>
  )
}

const labels: Record<Show, string> = { tools: 'Tools', resources: 'Resources', prompts: 'Prompts' }

function Offers({
  gateway,
  as,
  show,
  more,
}: {
  gateway: string
  as: string
  show: Show
  more: readonly ('resources' | 'prompts')[]
}) {
  return (
    <nav
      aria-label="What it offers"
      className="flex w-fit overflow-hidden rounded-control border border-line-strong bg-panel"
    >
      {(['tools', ...more] as const).map((each) => (
        <Link
          key={each}
          to={paths.tools({ gateway, as, show: each === 'tools' ? undefined : each })}
          aria-current={each === show ? 'page' : undefined}
          className="min-h-9 px-3.5 py-1.5 -outline-offset-3 hover:bg-sunk aria-[current=page]:bg-ink aria-[current=page]:font-bold aria-[current=page]:text-paper"
        >
          {labels[each]}
        </Link>
      ))}
    </nav>
  )
}
