import { useMutation } from '@tanstack/react-query'

import type { RegistryKind } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { asked, mask, type RecordAt } from './asked.ts'
import { envValues } from './env.ts'

/** Asks for the unmasked values of one record. They are kept in this component's memory alone. */
const useReveal = (kind: RegistryKind, name: string, as: string) =>
  useMutation({
    mutationFn: async (at: RecordAt) =>
      (
        await call('POST /bff/registry/:kind/:name/reveal', {
          params: { kind, name },
          body: asked(as, at),
        })
      ).values,
    // The values live only as long as they are shown.
    gcTime: 0,
  })

/** A record's environment, masked until somebody asks. The registry itself keeps it in plain text. */
export function MaskedEnv({
  name,
  at,
  as,
  entries,
}: {
  name: string
  at: RecordAt
  as: string
  entries: readonly [string, string][]
}) {
  const reveal = useReveal('deployments', name, as)
  const values = reveal.data ? envValues(reveal.data) : undefined
  if (entries.length === 0) return <EmptyState title="No environment is set" />
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-[minmax(6rem,max-content)_minmax(0,1fr)] rounded-panel border border-line bg-panel font-mono text-sm">
        {entries.map(([key, shown]) => (
          <div
            key={key}
            className="col-span-2 grid grid-cols-subgrid items-center gap-x-6 border-b border-line px-4 py-1.5 last:border-b-0"
          >
            <dt className="py-1 wrap-anywhere text-ink-2">{key}</dt>
            <dd className="flex min-w-0 items-center justify-between gap-2 wrap-anywhere">
              {values?.[key] ?? shown}
              {values?.[key] === undefined ? null : <CopyButton text={values[key]} label={key} />}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap items-center gap-3">
        {values ? (
          <Button size="sm" onClick={() => reveal.reset()}>
            Hide values
          </Button>
        ) : (
          <Button size="sm" pending={reveal.isPending} onClick={() => reveal.mutate(at)}>
            Reveal values
          </Button>
        )}
        <p className="text-sm text-ink-2">
          {values
            ? 'On screen until you hide them or leave.'
            : `Shown as ${mask}. The registry keeps them readable to everyone who may read the Deployment.`}
        </p>
      </div>
      {reveal.error instanceof ApiError ? <ProblemNotice error={reveal.error} /> : null}
    </div>
  )
}
