import { expect, test } from 'vitest'

import type { CallView } from '#bff'

import { exactInteger } from '../api/exactJson.ts'
import { latestCalls } from './latestCalls.ts'

const call = (id: string, persona: string, tool: string, args: Record<string, unknown>) => {
  const made: Pick<CallView, 'id' | 'persona' | 'tool' | 'arguments'> = {
    id,
    persona,
    tool,
    arguments: args,
  }
  // The rest of a call plays no part in the choice.
  return made as CallView
}

const calls = [
  call('3', 'alice', 'search', { q: 'b' }),
  call('2', 'alice', 'search', { q: 'a' }),
  call('1', 'alice', 'search', { q: 'a' }),
  call('0', 'bob', 'list', {}),
]

const ids = (found: (CallView | undefined)[]) => found.map((each) => each?.id)

test('the newest call with the same tool and arguments is taken, per persona', () => {
  expect(ids(latestCalls(calls, ['bob', 'alice'], 'search', { q: 'a' }))).toEqual([undefined, '2'])
})

test('arguments that differ in the last digit of a long integer are not the same', () => {
  const one = [call('1', 'alice', 't', { n: exactInteger('9007199254740993') })]
  expect(ids(latestCalls(one, ['alice'], 't', { n: exactInteger('9007199254740992') }))).toEqual([
    undefined,
  ])
})
