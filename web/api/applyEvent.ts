import type { QueryClient } from '@tanstack/react-query'

import type {
  AuditEntry,
  BffEvent,
  ExchangeSummary,
  McpNotice,
  SessionView,
  UpstreamView,
} from '#bff'

import { tellSessionEnded } from './sessionEnded.ts'

/** As many as the browser keeps in its list; the server keeps at least as many. */
export const exchangesKept = 500

/** As many notices as stay in sight; a long call sends one for each step. */
const noticesKept = 200

/**
 * Writes one event into the query cache: `['exchanges']`, `['upstreams']`, `['session']`, `['records']`,
 * `['conversations']`, `['mcp', …]`, `['tools', …]`, `['audit']`.
 */
export function applyEvent(cache: QueryClient, { event, data }: BffEvent): void {
  switch (event) {
    case 'exchange':
      cache.setQueryData<ExchangeSummary[]>(['exchanges'], (list) => withExchange(list, data))
      if (data.state === 'done') {
        void cache.invalidateQueries({ queryKey: ['exchange', data.id] })
      }
      break
    case 'upstream':
      if (isBack(cache.getQueryData<UpstreamView[]>(['upstreams']), data)) {
        void cache.invalidateQueries({ queryKey: ['registry'] })
        void cache.invalidateQueries({ queryKey: ['records'] })
      }
      cache.setQueryData<UpstreamView[]>(['upstreams'], (list) => withUpstream(list, data))
      break
    case 'personas':
      cache.setQueryData<SessionView>(
        ['session'],
        (session) => session && { ...session, personas: data },
      )
      break
    case 'registry':
      // One change shows in many places: its list, the counts, what names it and what it names.
      void cache.invalidateQueries({ queryKey: ['records'] })
      break
    case 'conversation':
      void cache.invalidateQueries({ queryKey: ['conversations'] })
      void cache.invalidateQueries({ queryKey: ['conversation', data.id] })
      break
    case 'mcp_notice':
      cache.setQueryData<McpNotice[]>(
        ['mcp', 'notices'],
        (list) => list && [data, ...list].slice(0, noticesKept),
      )
      if (data.kind === 'list_changed')
        for (const list of [['tools'], ['mcp', 'list']])
          void cache.invalidateQueries({ queryKey: [...list, data.gateway, data.persona] })
      break
    case 'mcp_ask':
      void cache.invalidateQueries({ queryKey: ['mcp', 'asks'] })
      break
    case 'mcp_session':
      void cache.invalidateQueries({ queryKey: ['mcp', 'sessions', data.gateway] })
      break
    case 'audit':
      cache.setQueryData<AuditEntry>(['audit', 'told'], data)
      break
    case 'signed_out':
      tellSessionEnded(data.reason)
      break
    default:
      // A newer server may send events that this page does not know; it can do without them.
      break
  }
}

/** Newest first. An exchange is told twice, when it opens and when it is done, and stays in its place. */
function withExchange(list: ExchangeSummary[] | undefined, next: ExchangeSummary) {
  // Not yet read: the first read brings it along.
  if (!list) return undefined
  return list.some(({ id }) => id === next.id)
    ? list.map((each) => (each.id === next.id ? next : each))
    : [next, ...list].slice(0, exchangesKept)
}

/** A registry that answers again: what it could not say meanwhile is asked anew. */
const isBack = (list: UpstreamView[] | undefined, { id, kind, state }: UpstreamView) =>
  kind === 'registry' &&
  state === 'ready' &&
  list?.some((each) => each.id === id && each.state !== 'ready') === true

function withUpstream(list: UpstreamView[] | undefined, next: UpstreamView) {
  if (!list) return [next]
  return list.some(({ id }) => id === next.id)
    ? list.map((each) => (each.id === next.id ? next : each))
    : [...list, next]
}
