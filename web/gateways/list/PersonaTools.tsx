import type { GatewayView } from '#bff'

import { listedTools, useToolLists } from '../../mcp/queries.ts'
import { useStandpoint } from '../../session/queries.ts'
import { sayState } from '../../session/sayState.ts'
import { PersonaMark } from '../../ui/PersonaMark.tsx'
import { initialOf } from '../../ui/standpoint.ts'
import { useGatewayPersonas } from '../useGateway.ts'

/** As many lists as a difference needs; the others are read on the Tools page. */
const read = 2

/** Who may act at the gateway, and how many tools the first two of them see. */
export function PersonaTools({ gateway }: { gateway: GatewayView }) {
  const personas = useGatewayPersonas(gateway)
  const standpoint = useStandpoint()
  const { lists } = useToolLists(gateway.id, personas.slice(0, read))
  return (
    <ul className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {personas.map((persona, index) => {
        const count = listedTools(lists[index])?.length
        const words =
          persona.state === 'ready' ? persona.label : `${persona.label}, ${sayState(persona.state)}`
        return (
          <li key={persona.id} title={words} className="flex items-center gap-1.5">
            <PersonaMark
              size="sm"
              standpoint={standpoint(persona.id)}
              initial={initialOf(persona.label)}
            />
            <span className="sr-only">
              {words}
              {count === undefined ? '' : ': '}
            </span>
            {count === undefined ? null : (
              <span className="font-bold">
                {count}
                <span className="sr-only"> tools</span>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
