import { describe, expect, it } from 'vitest'

import type { CallView } from '#bff'

import { drifts, observe, sayDrift, tally } from './observed.ts'

// Nothing else of a call is read.
const call = (outcome: string) => ({ verdict: { outcome, reached: 'gateway' } }) as CallView

describe('an observation', () => {
  it('is what a call proves, before what a list says', () => {
    expect(observe('hidden', call('allowed'), true)).toEqual({ by: 'call', access: 'allowed' })
    expect(observe('hidden', undefined, true)).toEqual({ by: 'list', access: 'refused' })
    expect(observe('listed', undefined, true)).toEqual({ by: 'list', access: 'allowed' })
  })

  it('is the list’s again where a call says nothing of rules', () => {
    expect(observe('listed', call('rejected'), true)).toEqual({ by: 'list', access: 'allowed' })
  })

  it('is none where a list is not known, or not filtered', () => {
    expect(observe('unknown', undefined, true)).toBeUndefined()
    expect(observe('listed', undefined, false)).toBeUndefined()
  })
})

describe('drift', () => {
  const allowed = { by: 'call', access: 'allowed' } as const

  it('is what was seen and not predicted by the rules in force', () => {
    expect(drifts('refused', allowed)).toBe(true)
    expect(drifts('allowed', allowed)).toBe(false)
  })

  it('is never claimed of what is not known', () => {
    expect(drifts('unknown', allowed)).toBe(false)
    expect(drifts('refused', undefined)).toBe(false)
  })

  it('is counted beside what the draft changes', () => {
    const counts = tally([
      [
        { draft: 'allowed', held: 'refused', seen: allowed },
        { draft: 'allowed', held: 'allowed', seen: allowed },
        { draft: 'refused', held: 'refused', seen: undefined },
      ],
    ])
    expect(counts).toEqual({ changed: 1, seen: 2, drift: 1 })
    expect(sayDrift(counts)).toContain('1 of 2')
    expect(sayDrift({ ...counts, drift: 0 })).toContain('as the gateway’s rules predict')
    expect(sayDrift({ changed: 0, seen: 0, drift: 0 })).toContain('nothing is confirmed')
  })
})
