import type { RecordList, RecordView } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import { masked } from './secrets.ts'
import type { Table } from './table.ts'
import { sortKeys } from './traits.ts'

export interface ListRequest {
  /** Words that must all occur, in any order and case. */
  search: string
  /** `name:value`, such as `status:failed` or `label:team=docs`. */
  facets: string[]
  /** A field of `sortKeys`, with `-` in front for the reverse; the registry's own order without. */
  sort?: string
  offset: number
  limit: number
}

/** Values of one facet that are told; a facet with a value for each record is no filter for people. */
const mostValues = 100

/**
 * One page of a table. Values of one facet are alternatives, facets narrow each other, and the counts of
 * a facet leave its own choice out, so that the alternatives show what they would bring.
 */
export function listOf(table: Table, request: ListRequest): Omit<RecordList, 'readAt'> {
  const chosen = chosenOf(request.facets)
  const words = request.search.toLowerCase().split(/\s+/).filter(Boolean)
  const counts = new Map<string, Map<string, number>>()
  const matches: number[] = []
  for (const index of orderOf(table, request.sort)) {
    if (words.length > 0 && !words.every((word) => table.texts[index]?.includes(word))) continue
    const facets = table.facets[index] ?? []
    const missed = missedOf(facets, chosen)
    if (missed.length === 0) matches.push(index)
    if (missed.length > 1) continue
    for (let at = 0; at < facets.length; at += 2) {
      const [facet = '', value = ''] = [facets[at], facets[at + 1]]
      if (missed.length === 1 && missed[0] !== facet) continue
      const values = counts.get(facet) ?? new Map<string, number>()
      if (values.size === 0) counts.set(facet, values)
      values.set(value, (values.get(value) ?? 0) + 1)
    }
  }
  return {
    items: matches
      .slice(request.offset, request.offset + request.limit)
      .flatMap((index) => table.rows[index] ?? [])
      .map(withoutSecrets),
    total: matches.length,
    all: table.rows.length,
    facets: told(counts, chosen),
  }
}

/** A row as it may leave the process. */
export const withoutSecrets = (row: RecordView): RecordView => ({
  ...row,
  object: masked(row.object),
})

type Chosen = Map<string, Set<string>>

function chosenOf(facets: string[]): Chosen {
  const chosen: Chosen = new Map()
  for (const text of facets) {
    const [facet, value] = readFacet(text)
    chosen.set(facet, (chosen.get(facet) ?? new Set()).add(value))
  }
  return chosen
}

function readFacet(text: string): [facet: string, value: string] {
  const [, label, labelled] = /^label:([^=]+)=(.*)$/.exec(text) ?? []
  if (label !== undefined) return [`label ${label}`, labelled ?? '']
  const [, facet, value] = /^([a-z]+):(.*)$/.exec(text) ?? []
  if (facet !== undefined && facet !== 'label') return [facet, value ?? '']
  throw new Problem(400, 'bad_request', `The facet "${text}" is not like name:value.`, {
    hint: 'Such as status:failed or label:team=docs.',
  })
}

/** The chosen facets of which a row has none of the chosen values. */
function missedOf(facets: readonly string[], chosen: Chosen): string[] {
  const missed: string[] = []
  for (const [facet, values] of chosen) {
    let has = false
    for (let at = 0; at < facets.length && !has; at += 2)
      has = facets[at] === facet && values.has(facets[at + 1] ?? '')
    if (!has) missed.push(facet)
  }
  return missed
}

function orderOf(table: Table, sort: string | undefined): Iterable<number> {
  if (sort === undefined || sort === '') return table.rows.keys()
  const field = sort.replace(/^-/, '')
  if (!Object.hasOwn(sortKeys, field))
    throw new Problem(400, 'bad_request', `Lists cannot be sorted by "${field}".`, {
      hint: `They can by ${Object.keys(sortKeys).join(', ')}, with - in front for the reverse.`,
    })
  const order = table.order(field)
  return sort.startsWith('-') ? order.toReversed() : order
}

function told(counts: Map<string, Map<string, number>>, chosen: Chosen): RecordList['facets'] {
  for (const [facet, values] of chosen) {
    const counted = counts.get(facet) ?? new Map<string, number>()
    counts.set(facet, counted)
    for (const value of values) if (!counted.has(value)) counted.set(value, 0)
  }
  const facets: RecordList['facets'] = {}
  for (const [group, values] of counts) {
    const [facet = '', label] = group.split(' ')
    const kept = [...values]
      .toSorted(([, a], [, b]) => b - a)
      .filter(([value], index) => index < mostValues || chosen.get(group)?.has(value))
      .map(([value, count]): [string, number] => [
        label === undefined ? value : `${label}=${value}`,
        count,
      ])
    facets[facet] = { ...facets[facet], ...Object.fromEntries(kept) }
  }
  return facets
}
