import type { AuditEntry } from '#bff'

export const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: '1',
  at: '2026-11-20T12:00:00.000Z',
  gateway: 'solo-kb-demo',
  persona: 'alice',
  operator: { name: 'presenter', subject: 'subject-of-presenter' },
  tool: 'search',
  outcome: 'allowed',
  listed: 'listed',
  words: 'listed, allowed',
  status: 200,
  ms: 12,
  ...over,
})
