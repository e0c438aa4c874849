import { expect, test } from 'vitest'

import { handClock } from '../contract/handClock.ts'
import { createQueue } from './queue.ts'

test('a key waits once, and the later wish replaces the earlier', async () => {
  const hands = handClock()
  const runs: string[] = []
  const queue = createQueue(hands.schedule, async (key) => {
    runs.push(key)
    return undefined
  })
  queue.add('a', 10)
  queue.add('a', 100)
  await hands.turn(50, () => queue.idle())
  expect(runs).toEqual([])
  await hands.turn(50, () => queue.idle())
  expect(runs).toEqual(['a'])
})

test('a key that is asked for while it runs runs once more', async () => {
  const hands = handClock()
  const gate = Promise.withResolvers<void>()
  let runs = 0
  const queue = createQueue(hands.schedule, async () => {
    runs++
    await gate.promise
    return undefined
  })
  queue.add('a', 0)
  const turned = hands.turn(0, () => queue.idle())
  queue.add('a', 0)
  queue.add('a', 0)
  gate.resolve()
  await turned
  await hands.turn(0, () => queue.idle())
  expect(runs).toBe(2)
})

test('what wants to come again comes again until it is stopped', async () => {
  const hands = handClock()
  let runs = 0
  const queue = createQueue(hands.schedule, async () => {
    runs++
    return 10
  })
  queue.add('a', 0)
  await hands.turn(25, () => queue.idle())
  expect(runs).toBe(3)
  await queue.stop()
  await hands.turn(100, () => queue.idle())
  expect(runs).toBe(3)
})
