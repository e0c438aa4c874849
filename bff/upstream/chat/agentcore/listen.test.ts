import { expect, test, vi } from 'vitest'

import { transcriptOf, writerForTest } from '../../../testing/transcript.ts'
import type { Where } from '../failures.ts'
import { RuntimeRefusal } from '../refusal.ts'
import { listen } from './listen.ts'

const where: Where = {
  product: 'AgentCore',
  host: 'bedrock-agentcore.us-east-1.amazonaws.com',
  agent: 'The agent runtime helper-AbC',
  runtime: 'aws',
  resumable: false,
  logs: 'CloudWatch',
}

const nothing = () => undefined

/** Hears a whole body with that content type; answers what was written and which protocol was learned. */
async function hear(contentType: string, body: string) {
  const writer = writerForTest()
  const understood = vi.fn<(protocol: string) => void>()
  const { signal } = new AbortController()
  const work = { writer, signal, began: nothing, about: nothing, task: nothing }
  async function* bytes() {
    yield Buffer.from(body)
  }
  const answer = { status: 200, headers: new Map([['content-type', contentType]]), body: bytes() }
  const steps = listen(work, { where, understood }, { answer, secrets: [] })
  const told = (async () => {
    for await (const step of steps) expect(step).toBeUndefined()
    return transcriptOf(writer.take())
  })()
  return { told, understood }
}

test.each([
  ['application/json', '{"jsonrpc":"2.0","id":1,"result":{"tools":['],
  ['text/html; charset=utf-8', '<!doctype html><title>Sign in</title>'],
])('a broken body of %s is no answer, and nothing is learned from it', async (type, body) => {
  const { told, understood } = await hear(type, body)
  await expect(told).rejects.toThrow(RuntimeRefusal)
  await expect(told).rejects.toMatchObject({ status: 200 })
  expect(understood).not.toHaveBeenCalled()
})

test('plain text is an answer', async () => {
  const { told, understood } = await hear('text/plain', 'Forty-two.')
  expect(await told).toEqual(['says Forty-two.', 'ends success'])
  expect(understood).toHaveBeenCalledWith('http')
})
