import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'

import type { AuditEntry, ExchangeSummary, McpNotice, UpstreamView } from '#bff'

import { applyEvent, exchangesKept } from './applyEvent.ts'
import { sessionEnded } from './sessionEnded.ts'

const exchange = (id: string, state: 'open' | 'done' = 'done'): ExchangeSummary => ({
  id,
  at: '2026-11-20T09:00:00.000Z',
  upstream: 'gateway',
  target: 'solo-kb-demo',
  label: 'tools/list',
  method: 'POST',
  url: 'http://127.0.0.1:18081/mcp',
  state,
  status: state === 'done' ? 200 : null,
  ms: state === 'done' ? 4 : null,
})
const upstream = (id: string, state: UpstreamView['state']): UpstreamView => ({
  id,
  kind: 'gateway',
  label: id,
  state,
  ms: 4,
  checkedAt: '2026-11-20T09:00:00.000Z',
})

afterEach(() => sessionEnded.set(null))

test('an exchange comes to the top when it opens and keeps its place when it is done', () => {
  const cache = new QueryClient()
  cache.setQueryData(['exchanges'], [exchange('a')])
  applyEvent(cache, { event: 'exchange', data: exchange('b', 'open') })
  applyEvent(cache, { event: 'exchange', data: exchange('c', 'open') })
  applyEvent(cache, { event: 'exchange', data: exchange('b') })
  const list = cache.getQueryData<ExchangeSummary[]>(['exchanges']) ?? []
  expect(list.map(({ id, state }) => `${id} ${state}`)).toEqual(['c open', 'b done', 'a done'])
})

test('the list of exchanges does not grow without end', () => {
  const cache = new QueryClient()
  const full = Array.from({ length: exchangesKept }, (_, n) => exchange(`old-${n}`))
  cache.setQueryData(['exchanges'], full)
  applyEvent(cache, { event: 'exchange', data: exchange('new') })
  const list = cache.getQueryData<ExchangeSummary[]>(['exchanges']) ?? []
  expect([list.length, list[0]?.id]).toEqual([exchangesKept, 'new'])
})

test('an exchange before the first read waits for that read', () => {
  const cache = new QueryClient()
  applyEvent(cache, { event: 'exchange', data: exchange('a') })
  expect(cache.getQueryData(['exchanges'])).toBeUndefined()
})

test('an upstream that changes its state is the same upstream', () => {
  const cache = new QueryClient()
  applyEvent(cache, { event: 'upstream', data: upstream('solo-kb-demo', 'ready') })
  applyEvent(cache, { event: 'upstream', data: upstream('solo', 'ready') })
  applyEvent(cache, { event: 'upstream', data: upstream('solo-kb-demo', 'unreachable') })
  const list = cache.getQueryData<UpstreamView[]>(['upstreams']) ?? []
  expect(list.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'solo-kb-demo unreachable',
    'solo ready',
  ])
})

test('a sign-out elsewhere ends the sign-in here, with its reason', () => {
  applyEvent(new QueryClient(), { event: 'signed_out', data: { reason: 'Signed out elsewhere.' } })
  expect(sessionEnded.read()).toBe('Signed out elsewhere.')
})

test('a change in the registry makes every list and detail of records stale', () => {
  const cache = new QueryClient()
  cache.setQueryData(['records', 'list', 'agents'], [])
  cache.setQueryData(['registry', 'view'], {})
  applyEvent(cache, { event: 'registry', data: { kind: 'deployments', names: ['a'] } })
  expect(cache.getQueryState(['records', 'list', 'agents'])?.isInvalidated).toBe(true)
  expect(cache.getQueryState(['registry', 'view'])?.isInvalidated).toBe(false)
})

test.each(['unreachable', 'not_ready'] as const)(
  'a registry that was %s is asked anew, once',
  (away) => {
    const cache = new QueryClient()
    const registry = (state: UpstreamView['state']) => ({
      ...upstream('registry', state),
      kind: 'registry' as const,
    })
    const isStale = () => cache.getQueryState(['records', 'list'])?.isInvalidated
    cache.setQueryData(['upstreams'], [registry(away)])
    cache.setQueryData(['records', 'list'], [])
    applyEvent(cache, { event: 'upstream', data: upstream('solo-kb-demo', 'ready') })
    expect(isStale()).toBe(false)
    applyEvent(cache, { event: 'upstream', data: registry('ready') })
    expect(isStale()).toBe(true)
    cache.setQueryData(['records', 'list'], [])
    applyEvent(cache, { event: 'upstream', data: registry('ready') })
    expect(isStale()).toBe(false)
  },
)

const notice = (id: string, kind: McpNotice['kind']): McpNotice => ({
  id,
  at: '2026-11-20T09:00:00.000Z',
  gateway: 'everything',
  persona: 'alice',
  kind,
  method: `notifications/${kind}`,
  params: {},
})

test('a notice of the server comes to the top, and a changed list is read again by whom it was told', () => {
  const cache = new QueryClient()
  cache.setQueryData(['mcp', 'notices'], [notice('a', 'log')])
  cache.setQueryData(['tools', 'everything', 'alice'], [])
  cache.setQueryData(['tools', 'everything', 'bob'], [])
  const isStale = (persona: string) =>
    cache.getQueryState(['tools', 'everything', persona])?.isInvalidated
  applyEvent(cache, { event: 'mcp_notice', data: notice('b', 'progress') })
  expect(isStale('alice')).toBe(false)
  applyEvent(cache, { event: 'mcp_notice', data: notice('c', 'list_changed') })
  const list = cache.getQueryData<McpNotice[]>(['mcp', 'notices']) ?? []
  expect(list.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect([isStale('alice'), isStale('bob')]).toEqual([true, false])
})

test('a session that began or ended makes the list of its own gateway stale', () => {
  const cache = new QueryClient()
  cache.setQueryData(['mcp', 'sessions', 'everything'], [])
  cache.setQueryData(['mcp', 'sessions', 'kuadrant'], [])
  applyEvent(cache, {
    event: 'mcp_session',
    data: { gateway: 'everything', persona: 'alice' },
  })
  const stale = ['everything', 'kuadrant'].map(
    (gateway) => cache.getQueryState(['mcp', 'sessions', gateway])?.isInvalidated,
  )
  expect(stale).toEqual([true, false])
})

test('the newest call is kept for a page that lists calls, which decides when it reads again', () => {
  const cache = new QueryClient()
  cache.setQueryData(['audit', 'entries'], 'a list')
  const call = { id: 'call-1', tool: 'search' }
  // what else an entry holds does not matter here
  applyEvent(cache, { event: 'audit', data: call as AuditEntry })
  expect(cache.getQueryData(['audit', 'told'])).toEqual(call)
  expect(cache.getQueryState(['audit', 'entries'])?.isInvalidated).toBe(false)
})
