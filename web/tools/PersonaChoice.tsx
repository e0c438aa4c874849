import { useId } from 'react'

import type { PersonaView } from '#bff'

import { useStandpoint } from '../session/queries.ts'
import { PersonaTag } from './PersonaTag.tsx'

/** Who sends. One of several, as radio buttons: arrow keys move, the mark and the name both show. */
export function PersonaChoice({
  label,
  personas,
  value,
  onChange,
}: {
  label: string
  personas: readonly PersonaView[]
  value: string
  onChange: (persona: string) => void
}) {
  const standpoint = useStandpoint()
  const name = useId()
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
      <legend className="float-left mr-1.5 leading-9 text-ink-2">{label}</legend>
      {personas.map((persona) => (
        <label
          key={persona.id}
          className="flex min-h-9 max-w-48 cursor-pointer items-center gap-2 rounded-control border border-transparent pr-2.5 pl-1.5 outline-focus hover:bg-sunk has-checked:border-line-strong has-checked:bg-sunk has-checked:font-bold has-focus-visible:outline-3"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={persona.id}
            checked={persona.id === value}
            onChange={() => onChange(persona.id)}
          />
          <PersonaTag persona={persona} standpoint={standpoint(persona.id)} />
        </label>
      ))}
    </fieldset>
  )
}
