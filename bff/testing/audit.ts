import type { AuditEntry, CallView } from '../contract.ts'
import { createAudit } from '../upstream/audit/audit.ts'
import type { McpCaller } from '../upstream/mcp/types.ts'
import { signInOf, upstreamOf } from './upstream.ts'

export const callerOf = (operator: string, persona = 'alice'): McpCaller => ({
  gateway: 'kb',
  persona,
  signIn: signInOf(operator),
})

/** A call as a gateway answered it, unless the test says otherwise. */
export const callView = (over: Partial<CallView> = {}): CallView => ({
  id: 'call-1',
  exchange: 'exchange-1',
  at: '2026-11-20T12:00:00.000Z',
  gateway: 'kb',
  persona: 'alice',
  tool: 'search',
  arguments: { query: 'a question of mine' },
  status: 200,
  contentType: 'application/json',
  ms: 12,
  body: 'the whole answer',
  bodyTruncated: false,
  result: { content: [{ type: 'text', text: 'a result of mine' }] },
  verdict: {
    outcome: 'allowed',
    listed: 'listed',
    words: 'listed, allowed',
    sentence: 'It answered.',
    reached: 'upstream',
  },
  ...over,
})

export const refusedView = (over: Partial<CallView> = {}): CallView =>
  callView({
    status: 400,
    verdict: {
      outcome: 'refused',
      listed: 'hidden',
      words: 'hidden, refused',
      sentence: 'The gateway said no.',
      code: -32602,
      message: 'Unknown tool: get_product_info',
      reached: 'gateway',
    },
    ...over,
  })

export const auditEntry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: '1',
  at: '2026-11-20T12:00:00.000Z',
  gateway: 'kb',
  persona: 'alice',
  operator: { name: 'Pat Presenter', subject: 'presenter' },
  tool: 'search',
  outcome: 'allowed',
  listed: 'listed',
  words: 'listed, allowed',
  status: 200,
  ms: 12,
  ...over,
})

/** An audit over a real store, with the groups that may read everything and how much it keeps. */
export function auditOf({ readers, kept }: { readers?: string[]; kept?: number } = {}) {
  const parts = upstreamOf({})
  const losses: unknown[] = []
  const config = {
    ...parts.config,
    audit: readers === undefined ? {} : { readers },
    limits: { ...parts.config.limits, ...(kept === undefined ? {} : { auditKept: kept }) },
  }
  const onLoss = (error: unknown) => void losses.push(error)
  return { ...parts, losses, audit: createAudit({ ...parts, config, onLoss }) }
}
