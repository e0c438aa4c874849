import { expect, test } from 'vitest'

import {
  chosen,
  nextSort,
  readList,
  toggleFacet,
  toListQuery,
  withFacet,
  withoutFilters,
} from './address.ts'

const window = { as: 'admin', offset: 100, limit: 100 }

test('an address without a question asks for everything by name', () => {
  expect(toListQuery(readList(new URLSearchParams('as=admin')), window)).toEqual({
    as: 'admin',
    sort: 'name',
    offset: '100',
    limit: '100',
  })
})

test('search, facets and sort reach the query as they stand in the URL', () => {
  const url = new URLSearchParams('search=+kb+&facet=label:team=docs&facet=image:a:1&sort=-updated')
  expect(toListQuery(readList(url), window)).toMatchObject({
    search: 'kb',
    facet: ['label:team=docs', 'image:a:1'],
    sort: '-updated',
  })
})

test('a facet without a value is no filter', () => {
  expect(readList(new URLSearchParams('facet=status')).facets).toEqual([])
})

test('a value may hold colons', () => {
  expect(chosen(['image:a:1', 'images:b'], 'image')).toEqual(['a:1'])
})

test('choosing one value of a facet replaces the one before and leaves the others', () => {
  const url = new URLSearchParams('facet=status:failed&facet=runtime:a&as=admin')
  expect(withFacet(url, 'status', 'deployed').toString()).toBe(
    'as=admin&facet=runtime%3Aa&facet=status%3Adeployed',
  )
  expect(withFacet(url, 'status', '').getAll('facet')).toEqual(['runtime:a'])
})

test('a value pressed twice is as it was', () => {
  const url = new URLSearchParams('facet=a:1')
  expect(toggleFacet(toggleFacet(url, 'b:2'), 'b:2').toString()).toBe(url.toString())
})

test('taking filters away keeps persona, kind and sort', () => {
  const url = new URLSearchParams('kind=skills&as=docs&sort=-updated&search=x&facet=a:1')
  expect(withoutFilters(url).toString()).toBe('kind=skills&as=docs&sort=-updated')
})

test('a column turns round at its second press, another begins ascending', () => {
  expect([
    nextSort('name', 'updated'),
    nextSort('updated', 'updated'),
    nextSort('-updated', 'updated'),
  ]).toEqual(['updated', '-updated', 'updated'])
})
