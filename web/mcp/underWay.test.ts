import { expect, test } from 'vitest'

import { callsUnderWay, whileUnderWay } from './underWay.ts'

const one = {
  call: 'one',
  gateway: 'everything',
  persona: 'alice',
  tool: 'echo',
  at: '2026-11-20T19:00:00Z',
}

test('a call is under way until it is answered, and other calls stay', async () => {
  const first = Promise.withResolvers<string>()
  const second = Promise.withResolvers<string>()
  const answered = whileUnderWay(one, first.promise)
  const other = whileUnderWay({ ...one, call: 'two' }, second.promise)
  expect(callsUnderWay.read().map(({ call }) => call)).toEqual(['one', 'two'])
  first.resolve('done')
  await expect(answered).resolves.toBe('done')
  expect(callsUnderWay.read().map(({ call }) => call)).toEqual(['two'])
  second.resolve('')
  await other
})

test('a call that fails is not under way any more', async () => {
  await expect(whileUnderWay(one, Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(callsUnderWay.read()).toEqual([])
})
