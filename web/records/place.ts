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
  const { data: usual } = useSuspenseQuery(registryQuery())
  const [search] = useSearchParams()
  const [as = '', beside] = usual.ok ? lookers(search.get('as'), usual.value, atMost) : []
  const { data: own } = useSuspenseQuery(registryAs(as, usual))
  if (!usual.ok) return usual
  const registry = knownTo(usual.value, own.ok ? own.value : usual.value)
  return { ok: true, value: { registry, as, ...(beside !== undefined && { beside }) } }
}

/** What this persona may not even ask stays as the default persona sees it; its lists will say why. */
export const knownTo = (usual: RegistryView, own: RegistryView): RegistryView =>
  own.trouble && !usual.trouble ? usual : own

/** The view of one persona; the default one's is that of nobody in particular. */
export const registryAs = (as: string, usual: Answer<RegistryView>) =>
  registryQuery(usual.ok && usual.value.configured && as !== usual.value.personas[0] ? as : '')
