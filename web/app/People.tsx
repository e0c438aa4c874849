import { Link } from 'react-router'

import type { GatewayView, PersonaView } from '#bff'

import { paths } from '../paths.ts'
import { useStandpoint } from '../session/queries.ts'
import { sayKind, sayState } from '../session/sayState.ts'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf } from '../ui/standpoint.ts'
import { Countdown } from '../ui/time.tsx'

interface Group {
  title: string
  personas: readonly PersonaView[]
  to: (persona: string) => string
}

/** Everyone whom the operator can act as, by what they are for; whoever is for both stands at the gateways. */
export function People({
  personas,
  gateways,
  lookers,
}: {
  personas: readonly PersonaView[]
  gateways: readonly GatewayView[]
  /** Those that may look at the registry. */
  lookers: readonly string[]
}) {
  const gatewayOf = (id: string) => gateways.find((each) => each.personas.includes(id))?.id
  const others = personas.filter(({ id }) => gatewayOf(id) === undefined)
  const groups: Group[] = [
    {
      title: 'Gateway',
      personas: personas.filter(({ id }) => gatewayOf(id) !== undefined),
      to: (as) => paths.tools({ gateway: gatewayOf(as), as }),
    },
    {
      title: 'Registry',
      personas: others.filter(({ id }) => lookers.includes(id)),
      to: (as) => paths.catalog({ as }),
    },
  ]
  return (
    <div className="rounded-panel border border-line bg-panel">
      {groups
        .filter((group) => group.personas.length > 0)
        .map((group) => (
          <section
            key={group.title}
            aria-labelledby={`people-${group.title}`}
            className="border-b border-line pb-2 last:border-0"
          >
            <h3 id={`people-${group.title}`} className="px-4 pt-3 pb-1 text-sm text-ink-2">
              {group.title}
            </h3>
            <ul>
              {group.personas.map((persona) => (
                <li key={persona.id}>
                  <Person persona={persona} to={group.to(persona.id)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  )
}

function Person({ persona, to }: { persona: PersonaView; to: string }) {
  const standpoint = useStandpoint()
  const { id, label, kind, state, expiresAt } = persona
  return (
    <Link to={to} className="flex min-h-9 items-center gap-3 px-4 -outline-offset-3 hover:bg-sunk">
      <PersonaMark size="sm" standpoint={standpoint(id)} initial={initialOf(label)} />
      <span className="min-w-0 flex-1">
        <b className="wrap-anywhere">{label}</b>{' '}
        <span className="text-sm text-ink-2">{sayKind(kind)}</span>
      </span>
      <span className="text-right text-sm text-ink-2">
        {state === 'ready' && expiresAt !== undefined ? (
          <>
            ready, <Countdown iso={expiresAt} />
          </>
        ) : (
          sayState(state)
        )}
      </span>
    </Link>
  )
}
