import { expect, test } from 'vitest'

import { answerOf, textOf, toolOf } from '../parts/testing.ts'
import type { Answer, Part } from '../transcript.ts'
import { differences, differencesOf } from './differences.ts'

const side = (parts: Part[], own: Partial<Answer> = {}) => [answerOf({ parts, ...own })]
const schema = (args: string) => toolOf('get_crd_schema', { args })

test('nothing is compared while one side is still at it', () => {
  expect(differences([side([]), side([], { state: 'running' })])).toBeUndefined()
})

test('a side that failed is left out, and two are needed', () => {
  const failed = side([textOf('half')], { state: 'failed' })
  expect(differences([side([textOf('x')]), failed])).toBeUndefined()
  const three = differences([side([textOf('x')]), failed, side([textOf('x')])])
  expect(three).toMatchObject({ compared: [true, false, true], sameText: true, differentLines: 0 })
})

test('the same answer by the same calls differs in nothing', () => {
  const answer = side([schema('{"kind":"TrafficPolicy"}'), textOf('A policy.')])
  expect(differences([answer, structuredClone(answer)])).toMatchObject({
    sameText: true,
    otherOrder: false,
    tools: [{ name: 'get_crd_schema', differs: 'same' }],
  })
})

test('the order of keys and white space in arguments make no difference', () => {
  const found = differences([side([schema('{"a":1,"b":2}')]), side([schema('{ "b": 2, "a": 1 }')])])
  expect(found?.tools[0]?.differs).toBe('same')
})

test('integers that a number would round are told apart', () => {
  const found = differences([
    side([schema('{"id":9007199254740993}')]),
    side([schema('{"id":9007199254740992}')]),
  ])
  expect(found?.tools[0]?.differs).toBe('arguments')
})

test('a call that one side did not make, other arguments and another result are named', () => {
  const found = differences([
    side([toolOf('list_products'), schema('{"kind":"A"}'), toolOf('search', { result: 'x' })]),
    side([schema('{"kind":"B"}'), toolOf('search', { result: 'y' })]),
  ])
  expect(found?.tools.map(({ name, differs }) => [name, differs])).toEqual([
    ['list_products', 'missing'],
    ['get_crd_schema', 'arguments'],
    ['search', 'result'],
  ])
  expect(found?.tools[0]?.calls[1]).toBeUndefined()
})

test('the same calls in another order are not missing', () => {
  const found = differences([side([toolOf('a'), toolOf('b')]), side([toolOf('b'), toolOf('a')])])
  expect(found?.otherOrder).toBe(true)
  expect(found?.tools.map(({ differs }) => differs)).toEqual(['same', 'same'])
})

test('a call that waited for approval and then ran is one call', () => {
  const call = toolOf('delete_index', { id: 'c' })
  const approved = [
    answerOf({ state: 'waiting', parts: [{ ...call, state: 'waiting' }] }),
    answerOf({ run: 'run-2', parts: [call, textOf('Gone.')] }),
  ]
  const found = differences([approved, side([call, textOf('Gone.')])])
  expect(found?.tools).toHaveLength(1)
  expect(found?.tools[0]?.differs).toBe('same')
})

test('lines that not all sides have are counted, empty ones are not', () => {
  const found = differences([side([textOf('one\n\ntwo\nthree')]), side([textOf('one\ntwo\nfour')])])
  expect(found?.sameText).toBe(false)
  expect(found?.differentLines).toBe(2)
  expect(found?.lines).toEqual([
    { line: 'one', at: [0, 0] },
    { line: 'two', at: [1, 1] },
    { line: 'four', at: [-1, 2] },
    { line: 'three', at: [2, -1] },
  ])
})

test('what each side cost stands beside it', () => {
  const timing = { firstByteMs: 20, firstTextMs: 40, totalMs: 900 }
  const found = differences([
    side([], { timing, usage: [{ inputTokens: 5, outputTokens: 2 }] }),
    side([]),
  ])
  expect(found?.figures).toEqual([
    { totalMs: 900, firstByteMs: 20, tokens: { input: 5, output: 2, total: 7 } },
    { totalMs: undefined, firstByteMs: undefined, tokens: undefined },
  ])
})

test('what decisions continued counts together, another try does not', () => {
  const timing = { firstByteMs: 20, firstTextMs: 40, totalMs: 100 }
  const own = { timing, usage: [{ totalTokens: 10 }] }
  const found = differences([
    [
      answerOf({ ...own, state: 'failed', parts: [textOf('half'), toolOf('a')] }),
      answerOf({ ...own, run: 'run-2', state: 'waiting', parts: [textOf('May I?')] }),
      answerOf({
        ...own,
        run: 'run-3',
        input: { kind: 'decision', interruptId: 'i', approved: true },
        parts: [textOf('Done.')],
      }),
    ],
    side([textOf('May I?\nDone.')], own),
  ])
  expect(found?.figures[0]).toMatchObject({ totalMs: 200, firstByteMs: 20, tokens: { total: 20 } })
  expect(found?.differentLines).toBe(0)
  expect(found?.tools).toEqual([])
})

test('answers that did not change are not compared again', () => {
  const [a, b] = [side([textOf('x')]), side([textOf('y')])]
  const found = differencesOf([a, b])
  expect(found).toBeDefined()
  expect(differencesOf([[...a], [...b]])).toBe(found)
  expect(differencesOf([a, side([textOf('x')])])).toMatchObject({ sameText: true })
})
