import { afterAll, expect, test } from 'vitest'

import type { Authorizer } from '../../runtimes/agentcore/runtime.ts'
import { startAgentCore } from '../../runtimes/agentcore/testing/running.ts'
import { callAgentCore } from './agentCoreCall.ts'

const running = await startAgentCore()
afterAll(() => running.close())

const body = new TextEncoder().encode('{"jsonrpc":"2.0","id":7,"prompt":"seed"}')
const request = (authorization?: string) => ({
  body,
  headers: new Headers(authorization ? { authorization } : {}),
  endpointName: undefined,
  signal: new AbortController().signal,
})

test('a runtime that takes tokens is called with the caller’s', async () => {
  const authorizer: Authorizer = { type: 'JWT', allowedAudience: ['kagent'] }
  const arn = await running.create('tokens', { protocol: 'HTTP', authorizer })
  const call = (authorization?: string) =>
    callAgentCore(running.url, { arn, authorizer }, request(authorization))
  const answer = await call(`Bearer ${await running.token()}`)
  expect(await answer.json()).toMatchObject({ result: { role: 'assistant' } })
  expect(await (await call('Bearer nonsense')).json()).toEqual({
    jsonrpc: '2.0',
    id: 7,
    error: { code: -32_603, message: 'AgentCore: UnauthorizedException: Invalid Bearer token' },
  })
})

test('a runtime that takes signatures is called with the registry’s, and not with the caller’s token', async () => {
  const authorizer: Authorizer = { type: 'SIGV4' }
  const arn = await running.create('signed', { protocol: 'HTTP' })
  const call = () => callAgentCore(running.url, { arn, authorizer }, request('Bearer a.b.c'))
  expect(await (await call()).json()).toMatchObject({ result: { role: 'assistant' } })
  for (let number = 1; number < 25; number++) await call()
  expect(await (await call()).json()).toMatchObject({
    error: { code: -32_053, message: 'AgentCore: ThrottlingException: Rate exceeded' },
  })
})
