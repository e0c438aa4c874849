import { expect, test } from 'vitest'

import type { ExchangeSummary } from '#bff'

import { filterExchanges, noFilter } from './filter.ts'

const exchange = (id: string, rest: Partial<ExchangeSummary> = {}): ExchangeSummary => ({
  id,
  at: '2026-11-20T09:00:00.000Z',
  upstream: 'gateway',
  target: 'solo-kb-demo',
  label: 'tools/list',
  method: 'POST',
  url: 'http://127.0.0.1:18081/mcp',
  state: 'done',
  status: 200,
  ms: 4,
  ...rest,
})
const all = [
  exchange('list', { persona: 'alice' }),
  exchange('refused', { persona: 'bob', label: 'tools/call get_product_info', status: 400 }),
  exchange('down', { status: null, error: { code: 'ECONNREFUSED', message: 'nobody listens' } }),
  exchange('open', { state: 'open', status: null, ms: null }),
  exchange('login', { upstream: 'idp', target: 'solo', label: 'password grant', persona: 'alice' }),
]
const passing = (filter: Partial<typeof noFilter>) =>
  filterExchanges(all, { ...noFilter, ...filter }).map(({ id }) => id)

test('without a filter everything passes', () => {
  expect(passing({})).toHaveLength(all.length)
})

test('an exchange under way is not a failure, an answer that never came is', () => {
  expect(passing({ onlyFailures: true })).toEqual(['refused', 'down'])
})

test('conditions narrow together', () => {
  expect(passing({ persona: 'alice', target: 'gateway solo-kb-demo' })).toEqual(['list'])
})

test('text finds labels, statuses and error codes without regard to case', () => {
  expect(passing({ text: ' GET_PRODUCT ' })).toEqual(['refused'])
  expect(passing({ text: 'econn' })).toEqual(['down'])
  expect(passing({ text: '400' })).toEqual(['refused'])
})
