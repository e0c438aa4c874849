import { describe, expect, test } from 'vitest'

import { presentStatus, withConditions } from './status.ts'

const ready = (status: 'True' | 'False', message = '') => ({
  type: 'Ready' as const,
  status,
  reason: 'R',
  message,
})

describe('conditions', () => {
  test('keep the time of their last change, not of their last report', () => {
    const first = withConditions(undefined, [ready('True')], 't1')
    const same = withConditions(first, [ready('True', 'again')], 't2')
    expect(same.conditions).toEqual([{ ...ready('True', 'again'), lastTransitionTime: 't1' }])
    const other = withConditions(same, [ready('False')], 't3')
    expect(other.conditions?.[0]?.lastTransitionTime).toBe('t3')
  })

  test('of other types stay', () => {
    const first = withConditions(undefined, [ready('True')], 't1')
    const second = withConditions(first, [{ ...ready('True'), type: 'Degraded' }], 't2')
    expect(second.conditions?.map(({ type }) => type)).toEqual(['Ready', 'Degraded'])
  })
})

describe('on the wire', () => {
  test('an empty status is absent', () => {
    expect(presentStatus(undefined, 'runtime')).toBeUndefined()
    expect(presentStatus({ conditions: [] }, 'runtimeMetadata')).toBeUndefined()
  })

  test('where it runs is below details, or typed', () => {
    const runtime = { id: 'a', name: 'b', endpoint: 'http://e/', namespace: 'n' }
    expect(presentStatus({ runtime }, 'runtimeMetadata')).toEqual({
      details: { runtimeMetadata: { remoteId: 'a', namespace: 'n' } },
    })
    expect(presentStatus({ runtime }, 'runtime')).toEqual({
      runtime: { id: 'a', name: 'b', endpoint: 'http://e/' },
    })
  })
})
