import { expect, test } from 'vitest'

import type { Caller, Door } from './door.ts'
import { createProtocols } from './protocols.ts'

const settings = { via: 'agentcore', region: 'us-east-1' } as Parameters<
  ReturnType<typeof createProtocols>['of']
>[0] // the rest of an agentcore runtime's settings says nothing about its protocol
const caller = { place: { remoteId: 'arn' } } as Caller // only the agent's name is read

/** A data plane whose card fails in the given way; nothing else of it is asked. */
const doorWithCard = (card: Door['card']) => ({ card }) as Door // `of` asks for the card alone

test('a card that breaks off is no card: the question goes on, and tells what is wrong', async () => {
  const broken = doorWithCard(() =>
    Promise.reject(Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })),
  )
  expect(await createProtocols({ clock: Date.now }).of(settings, broken, caller)).toBe('unknown')
})

test('a mistake of this program is not taken for a missing card', async () => {
  const wrong = doorWithCard(() => Promise.reject(new TypeError('x is not a function')))
  await expect(createProtocols({ clock: Date.now }).of(settings, wrong, caller)).rejects.toThrow(
    'not a function',
  )
})
