import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { isKind } from '../records/kinds.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import { recordQuery } from '../records/queries.ts'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { Trail } from '../records/Trail.tsx'
import { Trouble } from '../records/Trouble.tsx'
import { ApplyForm } from './ApplyForm.tsx'
import { readDraft } from './textDraft.ts'

/** The record that the text begins as, where the address names one. */
function beginning(url: URLSearchParams, as: string) {
  const kind = url.get('kind')
  const name = url.get('name')
  if (!isKind(kind) || name === null) return undefined
  const at = { namespace: url.get('namespace') ?? undefined, tag: url.get('tag') ?? undefined }
  return recordQuery(kind, name, as, at)
}

export const loader = loadRegistry(1, ({ as, url }) =>
  as.flatMap((each) => {
    const query = beginning(url.searchParams, each)
    return query ? [queryClient.fetchQuery(query)] : []
  }),
)

/** `/catalog/apply`: documents for the registry, checked before anything is changed. */
export function Component() {
  const [url] = useSearchParams()
  return (
    <>
      <Trail to={paths.catalog({ as: url.get('as') ?? undefined })} label="Catalog" />
      <RegistryPage
        title="Apply YAML"
        lead="Documents are taken in their order. A dry run says what would happen to each and changes nothing."
      >
        {({ as, registry }) => {
          const query = beginning(url, as)
          return query ? (
            <Edited query={query} as={as} registry={registry.url} />
          ) : (
            <Draft as={as} registry={registry.url} />
          )
        }}
      </RegistryPage>
    </>
  )
}

function Draft({ as, registry }: { as: string; registry: string }) {
  const [draft] = useState(() => readDraft(sessionStorage))
  return <ApplyForm begin={draft} as={as} registry={registry} />
}

function Edited({
  query,
  as,
  registry,
}: {
  query: ReturnType<typeof recordQuery>
  as: string
  registry: string
}) {
  const { data, refetch } = useSuspenseQuery(query)
  // What is being edited is what was read first: a change meanwhile must not replace what is typed.
  const [first] = useState(data)
  return first.ok ? (
    <ApplyForm
      begin={first.value.yaml}
      masked={first.value.masked.length}
      as={as}
      registry={registry}
    />
  ) : (
    <Trouble error={first.error} onRetry={() => void refetch()} />
  )
}
