import type { ListQuery } from '#bff'

import { asked } from './asked.ts'

/** What the URL says about a list. */
export interface ListState {
  search: string
  /** `name:value`, as in the URL; values may hold colons themselves. */
  facets: readonly string[]
  /** A field, `-` in front for descending. */
  sort: string
}

export const readList = (url: URLSearchParams): ListState => ({
  search: url.get('search') ?? '',
  facets: url.getAll('facet').filter((facet) => facet.includes(':')),
  sort: url.get('sort') ?? 'name',
})

/** The query of one window: `offset` and `limit` in rows. What is not asked is not sent. */
export function toListQuery(
  { search, facets, sort }: ListState,
  { as, offset, limit }: { as: string; offset: number; limit: number },
): ListQuery {
  return {
    ...asked(as),
    ...(search.trim() !== '' && { search: search.trim() }),
    ...(facets.length > 0 && { facet: [...facets] }),
    sort,
    offset: String(offset),
    limit: String(limit),
  }
}

/** The values of one facet that are chosen: of `label:team=docs` it is `team=docs`. */
export const chosen = (facets: readonly string[], name: string): string[] =>
  facets
    .filter((facet) => facet.startsWith(`${name}:`))
    .map((facet) => facet.slice(name.length + 1))

/** A copy of the URL with one facet's only value replaced; an empty value takes it out. */
export function withFacet(url: URLSearchParams, name: string, value: string): URLSearchParams {
  const others = url.getAll('facet').filter((facet) => !facet.startsWith(`${name}:`))
  return withList(url, value === '' ? others : [...others, `${name}:${value}`])
}

/** A copy of the URL with a facet value added, or taken out where it was there. */
export function toggleFacet(url: URLSearchParams, facet: string): URLSearchParams {
  const now = url.getAll('facet')
  return withList(url, now.includes(facet) ? now.filter((each) => each !== facet) : [...now, facet])
}

/** A copy of the URL with nothing searched and nothing filtered. */
export function withoutFilters(url: URLSearchParams): URLSearchParams {
  const next = withList(url, [])
  next.delete('search')
  return next
}

/** The sort after a press on a column's head: ascending, descending, ascending again. */
export const nextSort = (now: string, field: string): string =>
  now === field ? `-${field}` : field

function withList(url: URLSearchParams, facets: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(url)
  next.delete('facet')
  for (const facet of facets) next.append('facet', facet)
  return next
}
