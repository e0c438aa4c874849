import { expect, test } from 'vitest'

import { answerOf } from './parts/testing.ts'
import type { Answer } from './transcript.ts'
import { turnsOf } from './turns.ts'

const asked = (run: string, text: string, own: Partial<Answer> = {}) =>
  answerOf({ run, input: { kind: 'text', text }, ...own })
const runs = (sides: readonly (readonly Answer[])[]) =>
  turnsOf(sides).map((turn) => turn.sides.map((answers) => answers.map(({ run }) => run)))

test('the same question stands in one turn', () => {
  expect(
    runs([
      [asked('a1', 'one'), asked('a2', 'two')],
      [asked('b1', 'one'), asked('b2', 'two')],
    ]),
  ).toEqual([
    [['a1'], ['b1']],
    [['a2'], ['b2']],
  ])
})

test('a side that came later has an empty place where it was not asked', () => {
  expect(runs([[asked('a1', 'one'), asked('a2', 'two')], [asked('b2', 'two')]])).toEqual([
    [['a1'], []],
    [['a2'], ['b2']],
  ])
})

test('another try after a failure belongs to the same turn, the same question again does not', () => {
  const again = [asked('a1', 'one', { state: 'failed' }), asked('a2', 'one'), asked('a3', 'one')]
  expect(runs([again, [asked('b1', 'one'), asked('b2', 'one')]])).toEqual([
    [['a1', 'a2'], ['b1']],
    [['a3'], ['b2']],
  ])
})

test('a decision goes on with its question', () => {
  const decision = answerOf({
    run: 'a2',
    input: { kind: 'decision', interruptId: 'i', approved: true },
  })
  expect(
    runs([[asked('a1', 'one', { state: 'waiting' }), decision], [asked('b1', 'one')]]),
  ).toEqual([[['a1', 'a2'], ['b1']]])
})
