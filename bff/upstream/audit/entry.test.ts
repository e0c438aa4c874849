import { expect, test } from 'vitest'

import { callerOf, callView, refusedView } from '../../testing/audit.ts'
import { entryOf } from './entry.ts'

const caller = callerOf('presenter')

test('no argument, result or body is in an entry', () => {
  const text = JSON.stringify(entryOf(caller, callView()))
  expect(text).not.toMatch(/question of mine|result of mine|whole answer/)
})

test.each(['failed', 'invalid', 'allowed'] as const)(
  'what a server said of a call that is %s stays out: it may repeat arguments',
  (outcome) => {
    const { verdict } = refusedView()
    const call = callView({ verdict: { ...verdict, outcome, message: 'bad value "hush"' } })
    const entry = entryOf(caller, call)
    expect(entry.message).toBeUndefined()
    expect(entry.code).toBe(-32602)
  },
)

test('T01: what a gateway said holds no token, and is cut', () => {
  const { verdict } = refusedView()
  const token = `eyJhbGciOiJIUzI1NiJ9.${'x'.repeat(40)}.y`
  const message = `token ${token} is no good ${'and so on '.repeat(50)}`
  const entry = entryOf(caller, refusedView({ verdict: { ...verdict, message } }))
  expect(entry.message).toMatch(/^token •••• is no good/)
  expect(entry.message).toHaveLength(300)
})
