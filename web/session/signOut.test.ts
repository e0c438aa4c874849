import { afterEach, expect, test, vi } from 'vitest'

const call = vi.hoisted(() => vi.fn(async () => ({ endSession: null })))
vi.mock('../api/client.ts', () => ({ call }))

import { signOut } from './signOut.ts'

afterEach(() => vi.unstubAllGlobals())

test('signing out leaves nothing that was written in this tab to whoever signs in next', async () => {
  const kept = new Map([['draft new helper', 'half a question']])
  const assign = vi.fn()
  vi.stubGlobal('sessionStorage', { clear: () => kept.clear() })
  vi.stubGlobal('location', { assign })
  await signOut()
  expect([...kept]).toEqual([])
  expect(assign).toHaveBeenCalledOnce()
})

test('a browser that forbids storage is signed out all the same', async () => {
  const assign = vi.fn()
  vi.stubGlobal('sessionStorage', undefined)
  vi.stubGlobal('location', { assign })
  await signOut()
  expect(assign).toHaveBeenCalledOnce()
})
