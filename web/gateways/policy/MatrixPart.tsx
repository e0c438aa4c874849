import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react'

import type { PersonaView, PolicyView } from '#bff'

import type { ToolRow } from '../../mcp/union.ts'
import { readyRules } from '../../policy/predict.ts'
import { useMatches } from '../../policy/useMatches.ts'
import type { World } from '../../policy/world.ts'
import { Button } from '../../ui/Button.tsx'
import { list } from '../../ui/list.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { predictAll } from './matrix.ts'
import { MatrixTable } from './MatrixTable.tsx'
import { type Cell, observe, sayDrift, tally } from './observed.ts'
import { cellKey, type Observation } from './useObservation.ts'

const ObserveDialog = lazy(async () => ({
  default: (await import('./ObserveDialog.tsx')).ObserveDialog,
}))

/** What the draft makes of everybody, what differs from the rules in force, and what was really seen. */
export function MatrixPart({
  personas,
  others,
  rows,
  world,
  held,
  draft: typed,
  observation,
}: {
  personas: readonly PersonaView[]
  /** Personas of the gateway of which nothing can be said. */
  others: readonly PersonaView[]
  rows: readonly ToolRow[]
  world: World
  held: PolicyView
  draft: PolicyView
  observation: Observation
}) {
  const [asking, setAsking] = useState(false)
  // A keystroke is drawn first; the matrix follows as soon as there is time for it.
  const draft = useDeferredValue(typed)
  const engine = useMatches([...held.rules, ...draft.rules].map(({ expression }) => expression))
  const { subjects, asked } = world
  const now = useMemo(
    () => predictAll(held, engine === 'loading' ? [] : readyRules(held.rules), subjects, asked),
    [engine, held, subjects, asked],
  )
  // Half a rule is typed most of the time: until it is whole, what stood before it is still shown.
  const broken = readyRules(draft.rules).findIndex(({ clause }) => clause === undefined)
  const [whole, setWhole] = useState(draft)
  if (broken < 0 && whole !== draft) setWhole(draft)
  const next = useMemo(
    () => predictAll(whole, engine === 'loading' ? [] : readyRules(whole.rules), subjects, asked),
    [engine, whole, subjects, asked],
  )
  const cells = rows.map((row, tool) =>
    personas.map(({ id }, persona): Cell => ({
      draft: next[tool]?.[persona] ?? 'unknown',
      held: now[tool]?.[persona] ?? 'unknown',
      seen: observe(
        row.listings[persona] ?? 'unknown',
        observation.calls.get(cellKey(id, row.name)),
        held.engine === 'cel',
      ),
    })),
  )
  const counts = tally(cells)
  const { left, error } = observation
  return (
    <section aria-label="Predicted and observed" className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-lg font-bold">Predicted and observed</h2>
          <p aria-live="polite" className="text-sm text-ink-2">
            {engine === 'loading' ? 'Fetching what matches() needs … ' : ''}
            {engine === 'failed'
              ? 'What matches() needs could not be fetched; its clauses are errors. '
              : ''}
            {broken < 0 ? '' : 'The draft holds half a rule; shown is what it was before. '}
            {counts.changed === 0
              ? 'The draft decides as the gateway does. '
              : `The draft changes ${counts.changed} of ${rows.length * personas.length} cells. `}
            <span
              data-drift={counts.drift}
              className={counts.drift > 0 ? 'font-bold text-failed' : ''}
            >
              {sayDrift(counts)}
            </span>
          </p>
        </div>
        {left > 0 ? (
          <span className="flex items-center gap-3">
            <span>{left} calls to go</span>
            <Button onClick={observation.stop}>Stop</Button>
          </span>
        ) : (
          <Button
            disabledReason={rows.length === 0 ? 'No list names a tool to call.' : undefined}
            onClick={() => setAsking(true)}
          >
            Observe with real calls…
          </Button>
        )}
      </div>
      {error ? <ProblemNotice error={error} /> : null}
      <MatrixTable personas={personas} rows={rows} cells={cells} reads={held.decidingClaims} />
      {others.length > 0 ? (
        <p className="-mt-2 text-sm text-ink-2">
          Not signed in, so nothing is said of: {list(others.map(({ label }) => label))}.
        </p>
      ) : null}
      {asking ? (
        <Suspense>
          <ObserveDialog
            rows={rows}
            personas={personas}
            onClose={() => setAsking(false)}
            onRun={(requests) => {
              setAsking(false)
              observation.run(requests)
            }}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
