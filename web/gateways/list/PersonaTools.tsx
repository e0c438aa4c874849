import type { GatewayView, PersonaView } from '#bff'

import { listedTools, useToolLists } from '../../mcp/queries.ts'
import { useStandpoint } from '../../session/queries.ts'
import { sayState } from '../../session/sayState.ts'
import { list } from '../../ui/list.ts'
import { PersonaMark } from '../../ui/PersonaMark.tsx'
import { initialOf } from '../../ui/standpoint.ts'
import { useGatewayPersonas } from '../useGateway.ts'

/** As many lists as a difference needs; the others are read on the Tools page. */
const read = 2

/** How many tools the first two personas of the gateway see, and who else may act there. */
export function PersonaTools({ gateway }: { gateway: GatewayView }) {
  const personas = useGatewayPersonas(gateway)
  const standpoint = useStandpoint()
  const asked = personas.slice(0, read)
  const others = list(personas.slice(read).map(say))
  const { lists } = useToolLists(gateway.id, asked)
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {asked.map((persona, index) => {
        const count = listedTools(lists[index])?.length
        return (
          <li key={persona.id} title={say(persona)} className="flex items-center gap-1.5">
            <PersonaMark
              size="sm"
              standpoint={standpoint(persona.id)}
              initial={initialOf(persona.label)}
            />
            <span className="sr-only">{say(persona)}: </span>
            <span className="min-w-[2ch] font-bold">
              {count ?? '–'}
              <span className="sr-only"> tools</span>
            </span>
          </li>
        )
      })}
      {others === '' ? null : (
        <li className="text-sm text-ink-2" title={others}>
          <span aria-hidden>+{personas.length - read}</span>
          <span className="sr-only">Not asked: {others}</span>
        </li>
      )}
    </ul>
  )
}

const say = ({ label, state }: PersonaView) =>
  state === 'ready' ? label : `${label}, ${sayState(state)}`
