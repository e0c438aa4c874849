import { expect, test } from 'vitest'

import { recordOf } from '../../testing/registry.ts'
import { statusOf } from './status.ts'

const at = '2026-11-20T11:30:00Z'
const condition = (type: string, status: string, reason = 'R', message = 'M') => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: at,
})
const deployment = (
  conditions: unknown[],
  spec: Record<string, unknown> = {},
  metadata: { deletionTimestamp?: string } = {},
) => recordOf('Deployment', 'd', spec, { ...metadata, status: { conditions } })

test.each([
  ['ready', [condition('Ready', 'True')], {}, 'deployed', 'Ready'],
  [
    'degraded',
    [condition('Ready', 'False'), condition('Degraded', 'True')],
    {},
    'failed',
    'Not ready',
  ],
  [
    'ready although degraded',
    [condition('Degraded', 'True'), condition('Ready', 'True')],
    {},
    'deployed',
    'Ready',
  ],
  [
    'switched off',
    [condition('Progressing', 'True', 'Removing')],
    { desiredState: 'undeployed' },
    'undeployed',
    'Undeployed',
  ],
  ['under way', [condition('Progressing', 'True', 'Accepted')], {}, 'deploying', 'Progressing'],
  ['perhaps under way', [condition('Progressing', 'Unknown')], {}, 'deploying', 'Progressing'],
  ['configured', [condition('RuntimeConfigured', 'True')], {}, 'deploying', 'Progressing'],
  [
    'waiting for a reference',
    [condition('Ready', 'False', 'ReferencePending'), condition('Progressing', 'False')],
    {},
    'pending',
    'Not ready',
  ],
  [
    'found on a runtime',
    [condition('Discovered', 'True', 'Observed')],
    {},
    'pending',
    'Discovered',
  ],
  ['silent', [], {}, 'pending', 'No status reported'],
])(
  'a deployment that is %s is told as the conditions tell it',
  (_, conditions, spec, phase, words) => {
    expect(statusOf(deployment(conditions, spec))).toMatchObject({ phase, words })
  },
)

test('what is being deleted is terminating since then, whatever its conditions say', () => {
  const deleted = { deletionTimestamp: '2026-11-20T11:45:00Z' }
  expect(statusOf(deployment([condition('Ready', 'True', 'Completed')], {}, deleted))).toEqual({
    phase: 'terminating',
    words: 'Terminating',
    reason: 'Completed',
    message: 'M',
    since: deleted.deletionTimestamp,
  })
})

test('reason, message and age are those of the condition that decided', () => {
  const conditions = [
    condition('Ready', 'False', 'Removed'),
    condition('Degraded', 'True', 'Failed'),
  ]
  expect(statusOf(deployment(conditions))).toMatchObject({ reason: 'Failed', since: at })
})

test('without a status the age is that of the record, and no reason is made up', () => {
  expect(statusOf(recordOf('Deployment', 'd'))).toEqual({
    phase: 'pending',
    words: 'No status reported',
    since: '2026-11-20T11:00:00Z',
  })
})

test('conditions of a shape that is not known are passed over', () => {
  expect(statusOf(deployment(['x', { type: 'Ready' }, null])).words).toBe('No status reported')
})
