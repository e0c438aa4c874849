import { describe, expect, test } from 'vitest'

import { substitute } from './seed.ts'

describe('variables of a manifest', () => {
  test('are filled in, and their defaults where they have no value', () => {
    const text = 'a: ${A}\nb: ${B:-two}\nc: ${C:-}'
    expect(substitute(text, { A: 'one' }, 'x.yaml')).toBe('a: one\nb: two\nc: ')
    expect(substitute(text, { A: 'one', B: 'other' }, 'x.yaml')).toContain('b: other')
  })

  test('without value and default stop the seed, with file and name', () => {
    expect(() => substitute('a: ${AGENT_IMAGE}', {}, '40-agents.yaml')).toThrow(
      '40-agents.yaml needs ${AGENT_IMAGE}; give it a value or a default',
    )
  })
})
