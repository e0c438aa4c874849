import { expect, test } from 'vitest'

import { recordOf } from '../records/testing.ts'
import { timelineOf } from './timeline.ts'

const condition = (type: string, status: string, at?: string) => ({
  type,
  status,
  reason: 'Reason',
  message: 'what happened',
  ...(at !== undefined && { lastTransitionTime: at }),
})
const timeline = (conditions: unknown, metadata = {}) =>
  timelineOf({ ...recordOf('Deployment', 'bot', { metadata }).object, status: { conditions } })

test('what happened last stands first, and the creation at the end', () => {
  const moments = timeline(
    [
      condition('Progressing', 'False', '2026-11-20T09:01:00Z'),
      condition('Ready', 'True', '2026-11-20T09:02:00Z'),
    ],
    { createdAt: '2026-11-20T09:00:00Z', deletionTimestamp: '2026-11-20T10:00:00Z' },
  )
  expect(moments.map(({ title }) => title)).toEqual([
    'Removal asked for',
    'Ready: True',
    'Progressing: False',
    'Created',
  ])
})

test('a condition says its reason and its message', () => {
  expect(timeline([condition('Ready', 'False')])[0]).toMatchObject({
    detail: 'Reason: what happened',
    tone: 'bad',
  })
})

test.each([
  ['Ready', 'True', 'good'],
  ['Ready', 'Unknown', 'plain'],
  ['Degraded', 'True', 'bad'],
  ['Degraded', 'False', 'plain'],
  ['Progressing', 'False', 'plain'],
])('%s %s is %s', (type, status, tone) => {
  expect(timeline([condition(type, status)])[0]?.tone).toBe(tone)
})

test('without a status there is only what the record itself tells', () => {
  expect(timeline(undefined)).toEqual([])
  expect(timeline('odd', { createdAt: '2026-11-20T09:00:00Z' })).toHaveLength(1)
})
