import { afterAll, expect, test } from 'vitest'

import { createControl } from '../../control.ts'
import { listen } from '../testing/listen.ts'
import { startAgentCore } from './testing/running.ts'

const running = await startAgentCore()
const control = await listen(
  createControl({
    parts: [],
    faultOf: () => undefined,
    setFault: async () => undefined,
    restart: () => Promise.resolve(false),
    cut: () => false,
    counters: () => Promise.resolve({}),
    accessLog: () => [],
    reset: async () => undefined,
    agentcore: running.agentcore,
  }),
)
afterAll(async () => {
  await control.close()
  await running.close()
})

const set = async (method: string, name: string) =>
  (await fetch(`${control.url}/agentcore/kill/${name}`, { method })).status

test('the control port kills the container of an agent and lets it start again', async () => {
  const authorizer = { type: 'JWT' } as const
  const arn = await running.create('assistant', { protocol: 'HTTP', authorizer })
  const token = await running.token()
  const status = async () => {
    const answer = await fetch(running.invocations(arn), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{"prompt":"seed"}',
    })
    await answer.text()
    return answer.status
  }
  expect(await set('PUT', 'assistant')).toBe(204)
  expect(await status()).toBe(424)
  expect(await set('DELETE', 'assistant')).toBe(204)
  expect(await status()).toBe(200)
  expect(await set('PUT', 'nobody')).toBe(404)
})
