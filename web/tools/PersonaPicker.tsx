import type { PersonaView } from '#bff'

import { useStandpoint } from '../session/queries.ts'
import { PersonaTag } from './PersonaTag.tsx'

/** Who is compared: each persona in or out, two at least and `most` at most. */
export function PersonaPicker({
  personas,
  chosen,
  most,
  onChange,
}: {
  personas: readonly PersonaView[]
  chosen: readonly string[]
  most: number
  onChange: (chosen: string[]) => void
}) {
  const standpoint = useStandpoint()
  const reasonFor = (inside: boolean) => {
    if (inside && chosen.length <= 2) return 'A comparison needs two.'
    if (!inside && chosen.length >= most) return `At most ${most} stand side by side.`
    return undefined
  }
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="float-left mr-1.5 leading-9 text-ink-2">as</legend>
      {personas.map((persona) => {
        const inside = chosen.includes(persona.id)
        const reason = reasonFor(inside)
        return (
          <button
            key={persona.id}
            type="button"
            aria-pressed={inside}
            aria-disabled={reason !== undefined || undefined}
            title={reason}
            onClick={() => {
              if (reason !== undefined) return
              const others = chosen.filter((id) => id !== persona.id)
              onChange(inside ? others : [...others, persona.id])
            }}
            className="min-h-9 rounded-control border border-dashed border-line-strong px-2 text-ink-2 hover:bg-sunk aria-pressed:border-solid aria-pressed:bg-panel aria-pressed:font-bold aria-pressed:text-ink"
          >
            <PersonaTag persona={persona} standpoint={standpoint(persona.id)} />
          </button>
        )
      })}
    </fieldset>
  )
}
