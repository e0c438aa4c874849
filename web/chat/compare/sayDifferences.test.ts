import { expect, test } from 'vitest'

import { answerOf, textOf, toolOf } from '../parts/testing.ts'
import type { Answer } from '../transcript.ts'
import { differences } from './differences.ts'
import { sayDifferences } from './sayDifferences.ts'

const names = ['sfa-kagent', 'sfa-agentcore']
const say = (a: Partial<Answer>, b: Partial<Answer>) => {
  const found = differences([[answerOf(a)], [answerOf(b)]])
  return found ? sayDifferences(found, names) : undefined
}
const took = (totalMs: number) => ({ timing: { firstByteMs: 1, firstTextMs: 2, totalMs } })
const cost = (totalTokens: number) => ({ usage: [{ totalTokens }] })

test('the same in everything is said as that', () => {
  const parts = [toolOf('search'), textOf('Found.')]
  const own = { parts, ...took(900), ...cost(940) }
  expect(say(own, own)).toBe(
    'The same tool, with the same arguments and the same result. The answers are the same, word for word. As many tokens.',
  )
})

test('who was sooner and who took fewer is named', () => {
  const sentence = say({ ...took(900), ...cost(940) }, { ...took(1_700), ...cost(1_000) })
  expect(sentence).toContain('sfa-kagent answered 800 ms sooner. sfa-kagent took 60 tokens fewer.')
})

test('a difference that nobody would notice is not made one', () => {
  expect(say(took(900), took(950))).not.toContain('sooner')
  expect(say(took(9_000), took(9_200))).not.toContain('sooner')
})

test('a figure that one runtime does not tell is not compared', () => {
  expect(say(cost(10), {})).not.toContain('token')
})

test('each way in which tools and text differ is counted', () => {
  const sentence = say(
    { parts: [toolOf('a'), toolOf('b', { args: '{"x":1}' }), textOf('one\ntwo')] },
    { parts: [toolOf('b', { args: '{"x":2}' }), textOf('one\nthree')] },
  )
  expect(sentence).toBe(
    'The tools differ: one call not made by all, one call with other arguments. The answers differ in 2 of 3 lines.',
  )
})
