import { expect, test } from 'vitest'

import { alignTools } from './union.ts'

const tools = (...names: string[]) => names.map((name) => ({ name, inputSchema: {} }))
const names = (rows: { name: string }[]) => rows.map((row) => row.name)

test('the upstream order is kept, whoever comes first', () => {
  const all = tools('list_products', 'get_product_info', 'get_versions', 'search')
  const few = tools('list_products', 'search')
  expect(names(alignTools([few, all]))).toEqual(names(all))
  expect(names(alignTools([all, few]))).toEqual(names(all))
})

test('lists that share nothing are both there', () => {
  expect(names(alignTools([tools('a', 'b'), tools('c')])).toSorted()).toEqual(['a', 'b', 'c'])
})

test('tools that only one of two lists has stand between their neighbours', () => {
  const rows = alignTools([tools('a', 'b', 'z'), tools('a', 'c', 'z')])
  expect(names(rows).at(0)).toBe('a')
  expect(names(rows).at(-1)).toBe('z')
  expect(rows).toHaveLength(4)
})

test('each row says who lists it, and an unread list hides nothing', () => {
  const rows = alignTools([tools('a', 'b'), tools('b'), undefined])
  expect(rows.map((row) => row.listings)).toEqual([
    ['listed', 'hidden', 'unknown'],
    ['listed', 'listed', 'unknown'],
  ])
})

test('a name that a list repeats is one row', () => {
  expect(names(alignTools([tools('a', 'a', 'b'), tools('a')]))).toEqual(['a', 'b'])
})

test('lists in a contradicting order still give every tool once', () => {
  expect(names(alignTools([tools('a', 'b'), tools('b', 'a')]))).toEqual(['a', 'b'])
})
