import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import type { RegistryView } from '#bff'

import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { withoutFilters } from './address.ts'
import { whoamiQuery } from './queries.ts'
import { sayNothing } from './sayNothing.ts'
import { Trouble } from './Trouble.tsx'
import type { RowWindow } from './useWindow.ts'

/** Where a list has no rows: it could not be read, nothing matches, or nothing may be seen. */
export function ListTrouble({
  window: { list, error, retry },
  registry,
  as,
  noun,
}: {
  window: RowWindow
  registry: RegistryView
  as: string
  /** Plural, lower case: "agents". */
  noun: string
}) {
  const [, setUrl] = useSearchParams()
  const { data: whoami } = useQuery({
    ...whoamiQuery(as),
    enabled: registry.features.whoami.available,
  })
  if (error) return <Trouble error={error} onRetry={retry} />
  if (!list || list.total > 0) return null
  if (list.all > 0) {
    return (
      <EmptyState
        title={`None of ${list.all.toLocaleString('en')} ${noun} matches`}
        action={<Button onClick={() => setUrl(withoutFilters)}>Take search and filters off</Button>}
      >
        The search looks into names, titles, descriptions, labels, images and runtimes.
      </EmptyState>
    )
  }
  return (
    <EmptyState title={`0 ${noun}`}>
      {sayNothing(as, noun, whoami?.ok ? whoami.value : undefined)}
    </EmptyState>
  )
}
