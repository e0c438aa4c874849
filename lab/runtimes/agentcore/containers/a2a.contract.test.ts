import { randomUUID } from 'node:crypto'

import { GetAgentCardCommand, InvokeAgentRuntimeCommand } from '@aws-sdk/client-bedrock-agentcore'
import { afterAll, describe, expect, test } from 'vitest'

import { invoke } from '../testing/invoke.ts'
import { eventsOf, startAgentCore } from '../testing/running.ts'

const running = await startAgentCore()
afterAll(() => running.close())
const arn = await running.create('solofieldassistant-a2a')
const ask = (payload: unknown, more: Parameters<typeof invoke>[3] = {}) =>
  invoke(running, arn, payload, more)

const question = (text: string, more: object = {}) => ({
  kind: 'message',
  role: 'user',
  messageId: randomUUID(),
  parts: [{ kind: 'text', text }],
  ...more,
})
const rpc = (method: string, params: object) => ({ jsonrpc: '2.0', id: 'r1', method, params })

describe('an A2A container', () => {
  test('streams the events of kagent-adk, each as a JSON-RPC result', async () => {
    const runtimeSessionId = randomUUID()
    const answer = await ask(rpc('message/stream', { message: question('seed') }), {
      runtimeSessionId,
      traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })
    expect(answer.contentType).toBe('text/event-stream')
    expect(answer.runtimeSessionId).toBe(runtimeSessionId)
    expect(answer.traceParent).toBe('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')
    const events = eventsOf(answer.text)
    expect(events[0]).toMatchObject({
      jsonrpc: '2.0',
      id: 'r1',
      result: { kind: 'status-update', status: { state: 'submitted' } },
    })
    const text = [{ kind: 'text', text: 'A TrafficPolicy is a policy.' }]
    expect(events.slice(-3)).toMatchObject([
      { result: { status: { state: 'working', message: { parts: text } } } },
      { result: { kind: 'artifact-update', lastChunk: true, artifact: { parts: text } } },
      { result: { final: true, contextId: runtimeSessionId, status: { state: 'completed' } } },
    ])
  })

  test('answers message/send with the task, which tasks/get has as long as the session lives', async () => {
    const runtimeSessionId = randomUUID()
    const sent = await ask(rpc('message/send', { message: question('seed') }), {
      runtimeSessionId,
      accept: 'application/json',
    })
    const { result }: { result: { id: string; history: unknown[] } } = JSON.parse(sent.text)
    expect(result).toMatchObject({ kind: 'task', status: { state: 'completed' } })
    expect(result.history).toHaveLength(4)
    const get = rpc('tasks/get', { id: result.id })
    const got = await ask(get, { runtimeSessionId })
    expect(JSON.parse(got.text)).toMatchObject({ result: { id: result.id } })
    const elsewhere = await ask(get)
    expect(JSON.parse(elsewhere.text)).toMatchObject({ error: { code: -32_001 } })
  })

  test('remembers by context, and by the session where a message names none', async () => {
    const session = { runtimeSessionId: randomUUID() }
    const recall = async (more: object = {}) => {
      const message = question('how much do you remember', more)
      return (await ask(rpc('message/send', { message }), session)).text
    }
    await ask(rpc('message/send', { message: question('seed') }), session)
    expect(await recall()).toContain('I remember 2 messages.')
    expect(await recall({ contextId: 'another' })).toContain('I remember 0 messages.')
  })

  test('also sends texts while they grow when its runtime says so', async () => {
    const streaming = await running.create('streaming', { stream: true })
    const payload = rpc('message/stream', { message: question('seed') })
    const partial = '"kagent_adk_partial":true'
    expect((await invoke(running, streaming, payload)).text).toContain(partial)
    expect((await ask(payload)).text).not.toContain(partial)
  })

  test('takes no further message for a task that has ended', async () => {
    const session = { runtimeSessionId: randomUUID() }
    const sent = await ask(rpc('message/send', { message: question('seed') }), session)
    const { result }: { result: { id: string } } = JSON.parse(sent.text)
    const more = question('and then?', { taskId: result.id })
    expect(JSON.parse((await ask(rpc('message/send', { message: more }), session)).text)).toEqual({
      jsonrpc: '2.0',
      id: 'r1',
      error: { code: -32_602, message: `Task ${result.id} is in terminal state: completed` },
    })
  })

  test('takes no further message for a task that is at work', async () => {
    const session = { runtimeSessionId: randomUUID() }
    running.agents.hold()
    const answer = await running.client().send(
      new InvokeAgentRuntimeCommand({
        agentRuntimeArn: arn,
        ...session,
        payload: JSON.stringify(rpc('message/stream', { message: question('seed') })),
      }),
    )
    const reader = answer.response?.transformToWebStream().getReader()
    const first = new TextDecoder().decode((await reader?.read())?.value)
    const taskId = /"taskId":"([^"]+)"/.exec(first)?.[1] ?? ''
    const more = rpc('message/send', { message: question('and then?', { taskId }) })
    expect(JSON.parse((await ask(more, session)).text)).toMatchObject({
      error: { code: -32_602, message: `Task ${taskId} is still at work` },
    })
    running.agents.release()
    await reader?.cancel()
  })

  test('goes on with a decision on the same task', async () => {
    const session = { runtimeSessionId: randomUUID() }
    const asked = await ask(rpc('message/send', { message: question('delete') }), session)
    const { result }: { result: { id: string } } = JSON.parse(asked.text)
    expect(result).toMatchObject({ status: { state: 'input-required' } })
    const decision = { kind: 'data', data: { decision_type: 'approve' } }
    const message = question('', { taskId: result.id, parts: [decision] })
    const decided = await ask(rpc('message/send', { message }), session)
    expect(JSON.parse(decided.text)).toMatchObject({
      result: {
        id: result.id,
        status: { state: 'completed' },
        artifacts: [{ parts: [{ text: 'The pod is deleted.' }] }],
      },
    })
  })

  test.each([
    ['tasks/cancel', { id: 't' }, -32_603],
    ['tasks/resubscribe', { id: 't' }, -32_601],
    ['message/send', { message: { parts: [] } }, -32_602],
    ['message/send', { message: question('seed', { taskId: 'gone' }) }, -32_001],
  ])('refuses %s %j with %i', async (method, params, code) => {
    const { text } = await ask(rpc(method, params))
    expect(JSON.parse(text)).toMatchObject({ id: 'r1', error: { code } })
  })

  test('has a card that names the address it is invoked at', async () => {
    const { agentCard, runtimeSessionId, statusCode } = await running
      .client()
      .send(new GetAgentCardCommand({ agentRuntimeArn: arn, runtimeSessionId: randomUUID() }))
    expect(agentCard).toMatchObject({
      name: 'solofieldassistant_a2a',
      protocolVersion: '0.3.0',
      url: `${running.invocations(arn)}/`,
    })
    expect(statusCode).toBe(200)
    expect(runtimeSessionId).toMatch(/^[0-9a-f-]{36}$/)
  })
})
