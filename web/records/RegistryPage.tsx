import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import type { RegistryView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { type Place, usePlace } from './place.ts'
import { Standpoint } from './Standpoint.tsx'
import { Trouble } from './Trouble.tsx'

/** The frame of every registry page: heading, who looks, and in place of the rest why there is none. */
export function RegistryPage({
  title,
  lead,
  renderLead,
  atMost = 1,
  renderAction,
  children,
}: {
  title: string
  lead?: ReactNode
  /** The sentence, where it depends on what was found. */
  renderLead?: (place: Place) => ReactNode
  /** How many personas can look at once. */
  atMost?: 1 | 2
  renderAction?: (place: Place) => ReactNode
  children: (place: Place) => ReactNode
}) {
  const place = usePlace(atMost)
  const client = useQueryClient()
  const known = place.ok && place.value.registry.configured ? place.value : undefined
  const trouble = place.ok ? troubleOf(place.value.registry) : place.error
  const whole = trouble === undefined ? known : undefined
  return (
    <div className="@container">
      <PageHeader title={title} action={whole && renderAction?.(whole)}>
        {whole && renderLead ? renderLead(whole) : lead}
      </PageHeader>
      {place.ok && !known ? <NoRegistry /> : null}
      {known ? <Standpoint place={known} atMost={atMost} /> : null}
      {trouble ? (
        <Trouble
          error={trouble}
          onRetry={() => void client.invalidateQueries({ queryKey: ['registry'] })}
        />
      ) : null}
      {whole ? children(whole) : null}
    </div>
  )
}

/** The failure that stands in the place of everything else; a gateway's status, as its own failures have. */
const troubleOf = ({ trouble }: RegistryView) => trouble && new ApiError(502, trouble)

function NoRegistry() {
  return (
    <EmptyState title="No registry is configured">
      Name one under <code className="font-mono">registry</code> in the file that{' '}
      <code className="font-mono">PARALLAX_CONFIG</code> points at, with its URL and the personas
      that may look at it, then start the console again.
    </EmptyState>
  )
}
