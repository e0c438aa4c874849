import type { PersonaView } from '#bff'

import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf, type Standpoint } from '../ui/standpoint.ts'

/** A persona's mark with its name beside it. */
export function PersonaTag({
  persona,
  standpoint,
  size = 'sm',
}: {
  persona: Pick<PersonaView, 'label'>
  standpoint: Standpoint
  size?: 'sm' | 'md' | 'lg'
}) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <PersonaMark standpoint={standpoint} initial={initialOf(persona.label)} size={size} />
      <span className="truncate">{persona.label}</span>
    </span>
  )
}
