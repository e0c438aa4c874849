import { useCallback, useMemo } from 'react'
import { useNavigate } from 'react-router'

import type { PersonaView } from '#bff'

import { paths } from '../paths.ts'
import { useActors } from '../session/actors.ts'
import { useActing, useStandpoint } from '../session/queries.ts'
import { sayState } from '../session/sayState.ts'
import { useShortcuts } from '../shortcuts.ts'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf, type Standpoint } from '../ui/standpoint.ts'
import { marks, nextActing, personaKeys } from './acting.ts'
import { place } from './place.ts'

/** Who one acts as. On the compare page several stand side by side, elsewhere it is one. */
export function PersonaSwitch() {
  const personas = useActors()
  const acting = useActing()
  const act = useActAs()
  const usual = useStandpoint()
  const keys = useMemo(() => personaKeys(personas.map(({ id }) => id)), [personas])
  useShortcuts(
    useMemo(
      () =>
        keys.map(({ keys: printed, persona }) => ({
          keys: printed,
          label: `Act as ${persona}`,
          group: 'Act as',
          run: () => act(persona),
        })),
      [keys, act],
    ),
  )
  const bar = marks(
    personas,
    acting.map(({ id }) => id),
    usual,
  )
  return (
    <fieldset aria-label="Acting as" className="flex items-center gap-1">
      <span className="mr-1 hidden text-sm text-ink-2 @4xl/shell:block">
        acting as{' '}
        <b className="text-ink">{acting.map(({ label }) => label).join(', ') || 'nobody'}</b>
      </span>
      {bar.map(({ persona, standpoint }) => (
        <Mark
          key={persona.id}
          persona={persona}
          standpoint={standpoint}
          pressed={acting.some(({ id }) => id === persona.id)}
          keyHint={keys.find((each) => each.persona === persona.id)?.keys}
          onPress={() => act(persona.id)}
        />
      ))}
    </fieldset>
  )
}

/** Acts as a persona: adds or removes it on the compare page, changes over to it elsewhere. */
export function useActAs(): (persona: string) => void {
  const navigate = useNavigate()
  return useCallback(
    (persona) => {
      const { pathname, search } = place.read()
      const next = new URLSearchParams(search)
      const now = (next.get('as') ?? '').split(',').filter(Boolean)
      const as = pathname === paths.compare() ? nextActing(now, persona).join(',') : persona
      next.set('as', as)
      void navigate({ pathname, search: next.toString().replaceAll('%2C', ',') })
    },
    [navigate],
  )
}

function Mark({
  persona,
  standpoint,
  pressed,
  keyHint,
  onPress,
}: {
  persona: PersonaView
  standpoint: Standpoint
  pressed: boolean
  keyHint: string | undefined
  onPress: () => void
}) {
  const state = persona.state === 'ready' ? '' : ` (${sayState(persona.state)})`
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-label={`${persona.label}${state}`}
      aria-keyshortcuts={keyHint}
      title={`Act as ${persona.label}${state}${keyHint === undefined ? '' : ` – ${keyHint}`}`}
      onClick={onPress}
      className="relative hidden size-10 place-items-center aria-pressed:grid @2xl/shell:grid rounded-control hover:bg-sunk aria-pressed:after:absolute aria-pressed:after:inset-x-1.5 aria-pressed:after:bottom-0 aria-pressed:after:h-0.75 aria-pressed:after:rounded-full aria-pressed:after:bg-ink"
    >
      <PersonaMark standpoint={standpoint} initial={initialOf(persona.label)} />
      {persona.state === 'ready' ? null : (
        <span
          aria-hidden
          className="absolute top-0.5 right-0.5 size-2.5 rounded-full border-2 border-gone bg-panel"
        />
      )}
    </button>
  )
}
