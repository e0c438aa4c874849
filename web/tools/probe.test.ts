import { expect, test } from 'vitest'

import type { CallView, Outcome } from '#bff'

import { byCell, cellKey, disagreement, planProbe, sayProbe, totals } from './probe.ts'

const call = (persona: string, tool: string, outcome: Outcome): CallView => {
  const made = { persona, tool, verdict: { outcome } }
  // Cells are judged by these three alone.
  return made as CallView
}

const row = (name: string, ...listings: ('listed' | 'hidden')[]) => ({
  name,
  tool: { name, inputSchema: {} },
  listings,
})

test('only a hidden tool that answers is a hole', () => {
  expect(disagreement('hidden', call('bob', 't', 'allowed'))).toBe('hole')
  expect(disagreement('hidden', call('bob', 't', 'failed'))).toBe('hole')
  expect(disagreement('hidden', call('bob', 't', 'refused'))).toBeUndefined()
  expect(disagreement('unknown', call('bob', 't', 'allowed'))).toBeUndefined()
})

test('a listed tool that is refused is guarded on the call side only', () => {
  expect(disagreement('listed', call('bob', 't', 'refused'))).toBe('call side only')
  expect(disagreement('listed', call('bob', 't', 'rejected'))).toBeUndefined()
})

test('every tool that takes part is called once as each persona', () => {
  const args = new Map([
    ['a', { q: 1 }],
    ['b', {}],
  ])
  expect(planProbe(args, ['alice', 'bob'])).toEqual([
    { as: 'alice', tool: 'a', arguments: { q: 1 } },
    { as: 'bob', tool: 'a', arguments: { q: 1 } },
    { as: 'alice', tool: 'b', arguments: {} },
    { as: 'bob', tool: 'b', arguments: {} },
  ])
})

test('of two calls of one cell the later stands', () => {
  const cells = byCell([call('bob', 'a', 'allowed'), call('bob', 'a', 'refused')])
  expect(cells.get(cellKey('bob', 'a'))?.verdict.outcome).toBe('refused')
})

test('totals say nothing of calls that were not made', () => {
  expect(totals([{ listing: 'listed' }, { listing: 'hidden' }])).toEqual({ listed: 1 })
  expect(totals([{ listing: 'hidden', call: call('bob', 'a', 'refused') }])).toEqual({
    listed: 0,
    through: 0,
  })
})

test('a probe sums up in one sentence', () => {
  const rows = [row('a', 'listed', 'hidden'), row('b', 'listed', 'hidden')]
  const sealed = byCell([call('alice', 'a', 'allowed'), call('bob', 'a', 'refused')])
  expect(sayProbe(rows, ['alice', 'bob'], sealed)).toBe(
    '1 calls to hidden tools, and none went through.',
  )
  const leaky = byCell([call('alice', 'b', 'refused'), call('bob', 'a', 'allowed')])
  expect(sayProbe(rows, ['alice', 'bob'], leaky)).toBe(
    '1 of 1 calls to hidden tools went through: a hole in the policy. Refused although listed: 1.',
  )
})
