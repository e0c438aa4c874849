import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import type { RegistryView } from '#bff'

import type { Answer } from './answer.ts'
import { registryQuery } from './queries.ts'

/** Where one stands: before which registry, as whom, and beside whom. */
export interface Place {
  registry: RegistryView
  as: string
  /** The second persona of a comparison. */
  beside?: string
}

/** The personas of the URL (`as=admin,norole`) that may look at the registry; without any, its default. */
export function lookers(asked: string | null, registry: RegistryView, atMost: number): string[] {
  const known = (asked ?? '').split(',').filter((id) => registry.personas.includes(id))
  const different = [...new Set(known)].slice(0, atMost)
  return different.length > 0 ? different : registry.personas.slice(0, 1)
}

/** The registry as it was answered, and the place that the URL names before it. */
export function usePlace(atMost: number): Answer<Place> {
  const { data } = useSuspenseQuery(registryQuery)
  const [search] = useSearchParams()
  if (!data.ok) return data
  const [as = '', beside] = lookers(search.get('as'), data.value, atMost)
  return { ok: true, value: { registry: data.value, as, ...(beside !== undefined && { beside }) } }
}
