import type { PersonaView } from '#bff'

import { usePersonas, useStandpoint } from '../../session/queries.ts'
import { PersonaMark } from '../../ui/PersonaMark.tsx'
import { initialOf } from '../../ui/standpoint.ts'

/** The persona whose token names this subject; a gateway writes the subject alone. */
const personaOf = (sub: string, personas: readonly PersonaView[]): PersonaView | undefined =>
  personas.find(({ claims }) => claims?.['sub'] === sub)

/** Who a line is about: a persona of the console where its token has that subject, else the subject. */
export function Who({ sub }: { sub: string | undefined }) {
  const persona = personaOf(sub ?? '', usePersonas())
  const standpoint = useStandpoint()
  if (sub === undefined) return <span className="text-ink-2">not known</span>
  if (!persona)
    return (
      <span className="block truncate font-mono" title={sub}>
        {sub}
      </span>
    )
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={sub}>
      <PersonaMark
        size="sm"
        standpoint={standpoint(persona.id)}
        initial={initialOf(persona.label)}
      />
      <span className="truncate">{persona.label}</span>
    </span>
  )
}
