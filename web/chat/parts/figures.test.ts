import { expect, test } from 'vitest'

import { sayModels, sayTokens, tokensOf } from './figures.ts'

test('the tokens of all model calls of a run are summed', () => {
  const usage = [
    { inputTokens: 10, outputTokens: 2, totalTokens: 12 },
    { inputTokens: 20, outputTokens: 3, totalTokens: 23 },
  ]
  expect(tokensOf(usage)).toEqual({ input: 30, output: 5, total: 35 })
})

test('a total that is not told is the sum of both directions', () => {
  expect(tokensOf([{ inputTokens: 10, outputTokens: 2 }])?.total).toBe(12)
})

test('a runtime that tells nothing has no tokens, not zero', () => {
  expect(tokensOf([])).toBeUndefined()
  expect(tokensOf([{ model: 'm' }])).toBeUndefined()
})

test('tokens are said with both directions where they are known', () => {
  expect(sayTokens({ input: 800, output: 1_140, total: 1_940 })).toBe(
    '1,940 tokens (800 in, 1,140 out)',
  )
  expect(sayTokens({ input: 0, output: 0, total: 1 })).toBe('1 token')
})

test('each model is named once, and the offline one by what it is', () => {
  expect(sayModels([{ model: 'haiku' }, { model: 'haiku' }])).toBe('haiku')
  expect(sayModels([{ provider: 'offline', model: 'planner' }])).toBe('offline model')
  expect(sayModels([])).toBeUndefined()
})
