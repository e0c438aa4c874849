import { expect, test } from 'vitest'

import { auditEntry } from '../../testing/audit.ts'
import { type AuditFilter, matcher } from './matches.ts'

const entry = auditEntry({
  outcome: 'refused',
  words: 'hidden, refused',
  message: 'Unknown tool: search',
})

test.each<[AuditFilter, boolean]>([
  [{}, true],
  [{ gateway: 'kb' }, true],
  [{ gateway: 'other' }, false],
  [{ persona: 'alice' }, true],
  [{ persona: 'bob' }, false],
  [{ operator: 'presenter' }, true],
  [{ operator: 'Pat Presenter' }, false],
  [{ outcome: 'refused' }, true],
  [{ outcome: 'allowed' }, false],
  [{ search: 'UNKNOWN hidden' }, true],
  [{ search: 'pat kb alice' }, true],
  [{ search: 'unknown nothing' }, false],
  [{ search: '  ' }, true],
  [{ from: '2026-11-20T12:00:00Z' }, true],
  [{ from: '2026-11-20T12:00:00.001Z' }, false],
  [{ to: '2026-11-20T12:00:00Z' }, false],
  [{ to: '2026-11-20T13:00:01+01:00' }, true],
  [{ gateway: 'kb', outcome: 'allowed' }, false],
])('%j matches: %s', (filter, matches) => {
  expect(matcher(filter)(entry)).toBe(matches)
})
