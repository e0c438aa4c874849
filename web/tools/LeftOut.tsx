import type { PersonaView } from '#bff'

import { PersonaSignIn } from '../session/PersonaSignIn.tsx'
import { list } from '../ui/list.ts'

/** The personas that nothing can be asked as, in one sentence, with the way in for each. */
export function LeftOut({ personas }: { personas: readonly PersonaView[] }) {
  if (personas.length === 0) return null
  const labels = personas.map(({ label }) => label)
  return (
    <section aria-label="Left out" className="grid gap-2">
      <p className="text-ink-2">
        <b className="text-ink">{list(labels)}</b>{' '}
        {labels.length === 1 ? 'is not signed in and has' : 'are not signed in and have'} no column
        here.
      </p>
      <div className="flex flex-wrap items-start gap-2">
        {personas.map((persona) => (
          <PersonaSignIn key={persona.id} persona={persona} />
        ))}
      </div>
    </section>
  )
}
