import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Services } from '../env.ts'
import { createHub } from '../observe/hub.ts'
import { signInOf } from '../testing/upstream.ts'
import { whileSignedIn } from './whileSignedIn.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A sign-in that is looked for in a store, in which it stands or does not. */
function watched() {
  const hub = createHub()
  const signIn = signInOf('presenter')
  const store: { ids: string[]; broken?: boolean } = { ids: [signIn.id] }
  const reread = async ({ id }: { id: string }) => {
    if (store.broken) throw new Error('the store is away')
    return store.ids.includes(id) ? signIn : null
  }
  const end = vi.fn<() => void>()
  const services = { hub, signIns: { reread } } as unknown as Services // all that is used of it
  return { hub, signIn, store, end, stop: whileSignedIn(services, signIn, end) }
}

const signedOut = { event: 'signed_out', data: { reason: 'You signed out.' } } as const

test('it ends at once when this sign-in is signed out, under whatever id it has by now', () => {
  const { hub, signIn, end } = watched()
  hub.publish(signedOut, { signIn: 'another' })
  hub.moved(signIn.id, 'new')
  expect(end).not.toHaveBeenCalled()
  hub.publish(signedOut, { signIn: 'new' })
  expect(end).toHaveBeenCalledOnce()
})

test('it ends within fifteen seconds when the record is gone, and not because the store is', async () => {
  const { store, end } = watched()
  store.broken = true
  await vi.advanceTimersByTimeAsync(15_000)
  expect(end).not.toHaveBeenCalled()
  Object.assign(store, { broken: false, ids: [] })
  await vi.advanceTimersByTimeAsync(15_000)
  expect(end).toHaveBeenCalledOnce()
})

test('nothing happens once it does not matter any more', async () => {
  const { hub, signIn, store, end, stop } = watched()
  stop()
  store.ids = []
  hub.publish(signedOut, { signIn: signIn.id })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(end).not.toHaveBeenCalled()
})
