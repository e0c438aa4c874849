import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { useBounds } from '../session/actors.ts'
import { usePersonas, useStandpoint } from '../session/queries.ts'
import { sayState } from '../session/sayState.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/inputs.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf } from '../ui/standpoint.ts'
import type { Place } from './place.ts'
import { whoamiQuery } from './queries.ts'
import { sayWhoami } from './sayNothing.ts'
import { WhoDialog } from './WhoDialog.tsx'

/** Who looks at the registry, whom it takes them for, and beside whom; all of it in the URL. */
export function Standpoint({ place, atMost }: { place: Place; atMost: 1 | 2 }) {
  const { registry, as, beside } = place
  useBounds(registry.personas)
  const [, setSearch] = useSearchParams()
  const [asking, setAsking] = useState(false)
  const { data: whoami } = useQuery({
    ...whoamiQuery(as),
    enabled: registry.features.whoami.available,
  })
  const look = (first: string, second: string | undefined) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set('as', [first, second].filter((each) => each && each !== '').join(','))
      return next
    })
  const others = registry.personas.filter((each) => each !== as)
  return (
    <div className="-mt-2 mb-5 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm @4xl:flex-nowrap low:flex-nowrap">
      {registry.personas.length > 0 ? (
        <Who
          label="View as"
          value={as}
          personas={registry.personas}
          onChange={(next) => look(next, next === beside ? as : beside)}
        />
      ) : (
        <span className="text-ink-2">Asked without a token: nobody in particular.</span>
      )}
      {atMost === 2 && others.length > 0 ? (
        <Who
          label="beside"
          value={beside ?? ''}
          personas={others}
          nobody="nobody"
          onChange={(next) => look(as, next)}
        />
      ) : null}
      {whoami?.ok && beside === undefined ? (
        <span
          className="min-w-0 text-ink-2 @4xl:truncate low:truncate"
          title={sayWhoami(as, whoami.value)}
        >
          {sayWhoami(as, whoami.value)}
        </span>
      ) : null}
      {whoami && !whoami.ok ? <span className="text-refused">{whoami.error.message}</span> : null}
      <Button
        size="sm"
        variant="quiet"
        className="shrink-0"
        disabledReason={registry.features.whoami.reason}
        onClick={() => setAsking(true)}
      >
        Who is that here?
      </Button>
      <span
        className="ml-auto hidden shrink-0 text-ink-2 @2xl:block low:hidden"
        title={registry.url}
      >
        {sayRegistry(place)}
      </span>
      <WhoDialog
        open={asking}
        personas={beside === undefined ? [as] : [as, beside]}
        onClose={() => setAsking(false)}
      />
    </div>
  )
}

const editions = {
  enterprise: 'AgentRegistry Enterprise',
  oss: 'AgentRegistry',
  unknown: 'Registry',
}

const sayRegistry = ({ registry: { edition, version } }: Place) =>
  `${editions[edition]} ${version ?? 'of an unknown version'}`

function Who(props: {
  label: string
  value: string
  personas: readonly string[]
  nobody?: string
  onChange: (persona: string) => void
}) {
  const everyone = usePersonas()
  const standpoint = useStandpoint()
  const words = (id: string) => {
    const persona = everyone.find((each) => each.id === id)
    if (!persona) return id
    return persona.state === 'ready'
      ? persona.label
      : `${persona.label} (${sayState(persona.state)})`
  }
  return (
    <label className="flex shrink-0 items-center gap-2">
      {props.label}
      {props.value === '' ? null : (
        <PersonaMark
          size="sm"
          standpoint={standpoint(props.value)}
          initial={initialOf(props.value)}
        />
      )}
      <Select
        className="field-sizing-content min-h-8! w-auto! text-sm!"
        value={props.value}
        onChange={({ target }) => props.onChange(target.value)}
      >
        {props.nobody === undefined ? null : <option value="">{props.nobody}</option>}
        {props.personas.map((id) => (
          <option key={id} value={id}>
            {words(id)}
          </option>
        ))}
      </Select>
    </label>
  )
}
