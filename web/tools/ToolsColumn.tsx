import { useQueryClient } from '@tanstack/react-query'
import type { Ref } from 'react'

import type { PersonaView } from '#bff'

import {
  listedTools,
  mayAsk,
  type ToolList as Answer,
  toolsQuery,
  usePolicy,
} from '../mcp/queries.ts'
import type { ToolRow } from '../mcp/union.ts'
import { ClaimsCard } from '../session/ClaimsCard.tsx'
import { Button } from '../ui/Button.tsx'
import { CallByName } from './CallByName.tsx'
import { ListTrouble } from './ListTrouble.tsx'
import { ToolList } from './ToolList.tsx'
import type { Address } from './useAddress.ts'

/** Left: what this persona sees, the way to what it does not, and the claims that decide. */
export function ToolsColumn(props: {
  address: Address
  as: PersonaView
  answer: Answer | undefined
  rows: readonly ToolRow[]
  /** Whether this visit has read any other persona's list. */
  othersRead: boolean
  search: Ref<HTMLInputElement>
  byName: Ref<HTMLInputElement>
  onRetry: () => void
  onOpen: (tool: string) => void
}) {
  const { address, as, answer, rows } = props
  const { gateway, personas, tool } = address
  const policy = usePolicy(gateway.id)
  const listed = listedTools(answer)
  const others = personas.filter((each) => each.id !== as.id && mayAsk(each))
  const signedIn = as.state === 'ready'
  const claims = <ClaimsCard persona={as} deciding={policy.decidingClaims} />
  return (
    <aside aria-label={`Tools as ${as.label}`} className="grid min-w-0 gap-4">
      {listed ? (
        <p>
          <b className="text-lg">{listed.length}</b>
          {props.othersRead ? ` of ${rows.length} known` : ' listed'}
        </p>
      ) : null}
      {signedIn ? <ListTrouble persona={as} answer={answer} onRetry={props.onRetry} /> : claims}
      {rows.length > 0 ? (
        <ToolList
          rows={rows}
          naming={policy.naming}
          search={props.search}
          address={{ gateway: gateway.id, as: as.id, tool }}
        />
      ) : null}
      {others.length > 0 && !props.othersRead ? (
        <OtherLists gateway={gateway.id} others={others} />
      ) : null}
      <CallByName field={props.byName} onOpen={props.onOpen} />
      {signedIn ? claims : null}
    </aside>
  )
}

/** What is hidden is only known from those who see it; asking for their lists is a choice. */
function OtherLists({ gateway, others }: { gateway: string; others: readonly PersonaView[] }) {
  const client = useQueryClient()
  const read = () => Promise.all(others.map(({ id }) => client.fetchQuery(toolsQuery(gateway, id))))
  return (
    <Button size="sm" className="w-fit" onClick={() => void read()}>
      Show what others see
    </Button>
  )
}
