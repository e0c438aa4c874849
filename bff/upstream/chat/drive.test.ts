import { expect, test } from 'vitest'

import { signInOf } from '../../testing/upstream.ts'
import type { AdapterEvent, Turn } from './adapter.ts'
import { drive, type Work } from './drive.ts'

const about = { deployment: 'helper', runtime: 'tor1', runtimeType: 'Kagent' }
const turn: Turn = {
  place: { ...about, namespace: 'default', remoteId: 'helper' },
  signIn: signInOf('alice'),
  persona: 'alice',
  conversation: 'c',
  run: 'r',
  input: { kind: 'text', text: 'Why?' },
  signal: new AbortController().signal,
  learned: () => undefined,
}
const told = {
  meta: { ...about, adapter: 'kagent-a2a', protocol: 'A2A 0.3', sessionId: 'c' },
  where: {
    product: 'kagent',
    host: '127.0.0.1:18083',
    agent: 'The agent kagent/helper',
    runtime: 'tor1',
    resumable: true,
    logs: "the instance's logs",
  },
} as const

const fault = new TypeError('nothing that an agent could cause')

async function* steps({ writer }: Work): AsyncGenerator<void> {
  writer.text('half', { partial: true })
  yield
  writer.text(' and', { partial: true })
  throw fault
}

test('a fault of this program reaches whoever logs it, after what had been said', async () => {
  const events: AdapterEvent[] = []
  const run = async () => {
    for await (const event of drive(turn, told, steps)) events.push(event)
  }
  await expect(run()).rejects.toBe(fault)
  expect(events.flatMap((event) => ('delta' in event ? event.delta : []))).toEqual(['half', ' and'])
})
