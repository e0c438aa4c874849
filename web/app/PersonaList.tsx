import { useActors } from '../session/actors.ts'
import { useActing, useStandpoint } from '../session/queries.ts'
import { sayState } from '../session/sayState.ts'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf } from '../ui/standpoint.ts'
import { useActAs } from './PersonaSwitch.tsx'

/** All personas by name, where the bar has no room for their marks. */
export function PersonaList({ onChoose }: { onChoose: () => void }) {
  const personas = useActors()
  const acting = useActing()
  const act = useActAs()
  const standpoint = useStandpoint()
  return (
    <section aria-label="Act as" className="grid gap-1">
      <h2 className="px-3 text-sm text-ink-3">Act as</h2>
      <ul>
        {personas.map(({ id, label, state }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={acting.some((each) => each.id === id)}
              onClick={() => {
                act(id)
                onChoose()
              }}
              className="flex min-h-11 w-full items-center gap-3 rounded-control px-3 text-left hover:bg-sunk aria-pressed:bg-sunk aria-pressed:font-bold"
            >
              <PersonaMark standpoint={standpoint(id)} initial={initialOf(label)} />
              <span className="flex-1">{label}</span>
              {state === 'ready' ? null : (
                <span className="text-sm text-ink-2">{sayState(state)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
