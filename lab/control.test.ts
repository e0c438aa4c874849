import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createPace } from './agent/pace.ts'
import { createControl } from './control.ts'
import { listen } from './runtimes/testing/listen.ts'

const pace = createPace(0)
let at: Awaited<ReturnType<typeof listen>>
beforeEach(async () => {
  at = await listen(
    createControl({
      parts: [],
      faultOf: () => undefined,
      setFault: () => Promise.resolve(),
      restart: () => Promise.resolve(false),
      cut: () => false,
      counters: () => Promise.resolve({}),
      accessLog: () => [],
      reset: () => Promise.resolve(),
      agent: pace,
    }),
  )
})
afterEach(() => at.close())

test('the offline model stops where it is held and goes on when it is let go', async () => {
  expect((await fetch(`${at.url}/agent/hold`, { method: 'PUT' })).status).toBe(204)
  const passed = vi.fn<() => void>()
  const waiting = pace.wait(new AbortController().signal).then(passed)
  await createPace(0).wait(new AbortController().signal)
  expect(passed).not.toHaveBeenCalled()
  expect((await fetch(`${at.url}/agent/hold`, { method: 'DELETE' })).status).toBe(204)
  await waiting
  expect(passed).toHaveBeenCalledOnce()
})

test('a web page may not hold it', async () => {
  const answer = await fetch(`${at.url}/agent/hold`, {
    method: 'PUT',
    headers: { Origin: 'http://evil.example' },
  })
  expect(answer.status).toBe(403)
})
