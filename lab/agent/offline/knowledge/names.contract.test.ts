import { afterAll, beforeAll, expect, test } from 'vitest'

import { type RunningKnowledge, runKnowledge } from '../../../servers/knowledge/running.ts'
import { readTable } from '../markdown.ts'
import { kinds, products, shared } from './names.ts'

let kb: RunningKnowledge
beforeAll(async () => {
  kb = await runKnowledge()
})
afterAll(() => kb.stop())

test('the planner knows the kinds of the knowledge base, no more and no fewer', async () => {
  const told = readTable(await kb.text('get_crd_map')).map((row) => row['kind'] ?? '')
  expect([...kinds].toSorted()).toEqual([...new Set(told)].toSorted())
  const twice = told.filter((kind, at) => told.indexOf(kind) !== at)
  expect([...shared].toSorted()).toEqual([...new Set(twice)].toSorted())
})

test('the planner knows its products', async () => {
  const told = readTable(await kb.text('list_products')).map((row) => row['id'])
  expect(products.map(({ id }) => id)).toEqual(told)
})
