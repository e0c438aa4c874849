import { expect, test, vi } from 'vitest'

import { createPace, paceMs } from './pace.ts'

const never = new AbortController().signal

test('a held pace lets nobody on until it is released', async () => {
  const pace = createPace(0)
  pace.hold()
  const passed = vi.fn<() => void>()
  const waiting = pace.wait(never).then(passed)
  await createPace(0).wait(never)
  await createPace(0).wait(never)
  expect(passed).not.toHaveBeenCalled()
  pace.release()
  await waiting
  expect(passed).toHaveBeenCalledOnce()
})

test('holding twice takes one release', async () => {
  const pace = createPace(0)
  pace.hold()
  pace.hold()
  pace.release()
  await expect(pace.wait(never)).resolves.toBeUndefined()
})

test('an abort ends the wait at a held pace', async () => {
  const pace = createPace(0)
  pace.hold()
  const abort = new AbortController()
  const waiting = pace.wait(abort.signal)
  abort.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow()
})

test('the pace is read from the environment, or refused in one sentence', () => {
  expect(paceMs({})).toBeUndefined()
  expect(paceMs({ LAB_AGENT_PACE_MS: '0' })).toBe(0)
  expect(() => paceMs({ LAB_AGENT_PACE_MS: 'fast' })).toThrow(/LAB_AGENT_PACE_MS is "fast"/)
  expect(() => paceMs({ LAB_AGENT_PACE_MS: '-1' })).toThrow(/0 to 10000/)
})
