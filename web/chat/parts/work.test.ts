import { expect, test } from 'vitest'

import { answerOf, textOf, toolOf } from './testing.ts'
import { workOf } from './work.ts'

const running = { state: 'running' } as const

test('an agent of which nothing is heard is thinking', () => {
  expect(workOf(answerOf(running))).toBe('The agent is thinking…')
})

test('a call without its result is named, several are counted', () => {
  const call = toolOf('search', running)
  expect(workOf(answerOf({ ...running, parts: [call] }))).toBe('Calling search…')
  expect(workOf(answerOf({ ...running, parts: [call, toolOf('b', running)] }))).toBe(
    'Calling 2 tools…',
  )
})

test('between its calls and after a finished text it thinks again', () => {
  const parts = [toolOf('search'), textOf('So far')]
  expect(workOf(answerOf({ ...running, parts }))).toBe('The agent is thinking…')
  expect(workOf(answerOf({ ...running, parts: [{ ...textOf('So'), open: true }] }))).toBe(
    'Answering…',
  )
})

test('an answer that has ended says nothing of work', () => {
  expect(workOf(answerOf({ state: 'stopped', parts: [toolOf('a', running)] }))).toBeUndefined()
})
