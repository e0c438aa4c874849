import { expect, test } from 'vitest'

import { createLimiter, createLimiters } from './limiter.ts'

test('no more than the limit run at once, in the order they came, failures included', async () => {
  const limit = createLimiter(2)
  const started: number[] = []
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<number>())
  const results = gates.map((gate, index) =>
    limit(() => {
      started.push(index)
      return gate.promise
    }),
  )
  expect(started).toEqual([0, 1])
  gates[1]?.reject(new Error('no'))
  await expect(results[1]).rejects.toThrow('no')
  expect(started).toEqual([0, 1, 2])
  gates[0]?.resolve(0)
  await results[0]
  expect(started).toEqual([0, 1, 2, 3])
  gates[2]?.resolve(2)
  gates[3]?.resolve(3)
  expect(await Promise.all([results[2], results[3]])).toEqual([2, 3])
})

test('each name waits for its own only', async () => {
  const limited = createLimiters(1)
  const gate = Promise.withResolvers<string>()
  const mine = limited('mine', () => gate.promise)
  const later = limited('mine', async () => 'later')
  expect(await limited('yours', async () => 'yours')).toBe('yours')
  gate.resolve('first')
  expect(await Promise.all([mine, later])).toEqual(['first', 'later'])
})
