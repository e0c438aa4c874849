import { expect, test } from 'vitest'

import { auditEntry } from '../../testing/audit.ts'
import { figuresOf } from './summary.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 12) + seconds * 1_000).toISOString()

test('of no calls there are no bars and no figures', () => {
  expect(figuresOf([])).toMatchObject({ calls: 0, slices: [], refusals: [], latency: [] })
})

test('outcomes are counted, and refusals by gateway, tool and persona, most first', () => {
  const refused = { outcome: 'refused' } as const
  const { outcomes, refusals } = figuresOf([
    auditEntry(refused),
    auditEntry({ ...refused, persona: 'bob' }),
    auditEntry({ outcome: 'rejected', persona: 'bob' }),
    auditEntry({ outcome: 'failed' }),
  ])
  expect(outcomes).toEqual({
    allowed: 0,
    refused: 2,
    failed: 1,
    rejected: 1,
    invalid: 0,
    unreachable: 0,
  })
  expect(refusals).toEqual([
    { gateway: 'kb', tool: 'search', persona: 'bob', count: 2 },
    { gateway: 'kb', tool: 'search', persona: 'alice', count: 1 },
  ])
})

test('percentiles are durations that were measured, of calls that were answered', () => {
  const calls = Array.from({ length: 100 }, (_, index) => auditEntry({ ms: 100 - index }))
  const lost = auditEntry({ status: null, ms: 30_000 })
  const other = auditEntry({ gateway: 'another', ms: 7 })
  expect(figuresOf([lost, other, ...calls]).latency).toEqual([
    { gateway: 'another', calls: 1, p50: 7, p95: 7, p99: 7 },
    { gateway: 'kb', calls: 100, p50: 50, p95: 95, p99: 99 },
  ])
})

test('the span is cut into slices that people name, and none of the calls falls out', () => {
  const { slices, sliceMs } = figuresOf([
    auditEntry({ at: at(119), outcome: 'refused' }),
    auditEntry({ at: at(62) }),
    auditEntry({ at: at(1) }),
  ])
  expect(sliceMs).toBe(5_000)
  expect(slices).toHaveLength(24)
  expect(slices[0]).toEqual({ from: at(0), calls: 1, refused: 0 })
  expect(slices[12]).toEqual({ from: at(60), calls: 1, refused: 0 })
  expect(slices[23]).toEqual({ from: at(115), calls: 1, refused: 1 })
})

test.each([
  [0, 1_000, 1],
  [29, 1_000, 30],
  [30, 5_000, 7],
  [86_400 * 20, 86_400_000, 21],
])('calls within %i s are shown by slices of %i ms', (seconds, length, count) => {
  const found = figuresOf([auditEntry({ at: at(seconds) }), auditEntry({ at: at(0) })])
  expect([found.sliceMs, found.slices.length]).toEqual([length, count])
})

test('an audit that keeps hundreds of thousands of calls has figures too', () => {
  const entry = auditEntry({ at: at(0) })
  expect(figuresOf(Array.from({ length: 300_000 }, () => entry)).slices).toMatchObject([
    { calls: 300_000 },
  ])
})
