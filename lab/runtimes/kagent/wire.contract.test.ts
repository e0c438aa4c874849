import { afterAll, describe, expect, test } from 'vitest'

import { question, startKagent } from './testing.ts'

const kagent = await startKagent()
afterAll(() => kagent.close())

const v1 = { 'a2a-version': '1.0' }
const question10 = (text: string) => ({
  message: { messageId: 'u1', contextId: 'c-10', role: 'ROLE_USER', parts: [{ text }] },
})
/** The results of a stream as they are, whatever the dialect. */
const results = (text: string): Record<string, unknown>[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((frame) => JSON.parse(frame.replace(/^data: /, '')).result)

describe('the dialect', () => {
  test.each([[{}], [{ 'a2a-version': '0.3' }]])('is 0.3 with the headers %j', async (headers) => {
    const { text, headers: answered } = await kagent.call(
      'message/stream',
      question('seed'),
      headers,
    )
    expect(answered.get('content-type')).toContain('text/event-stream')
    expect(results(text)[0]).toMatchObject({ kind: 'status-update', final: false })
  })

  test('is 1.0 when asked for: wrapped events, its own words, no final', async () => {
    const { text } = await kagent.call('SendStreamingMessage', question10('seed'), v1)
    const all = results(text)
    expect(all.map((result) => Object.keys(result)[0])).toEqual([
      'statusUpdate',
      'statusUpdate',
      'statusUpdate',
      'statusUpdate',
      'statusUpdate',
      'artifactUpdate',
      'statusUpdate',
    ])
    expect(all[2]).toMatchObject({
      statusUpdate: {
        status: {
          state: 'TASK_STATE_WORKING',
          message: {
            role: 'ROLE_AGENT',
            parts: [
              { text: 'Let me look.' },
              { data: { name: 'get_crd_schema' }, metadata: { kagent_type: 'function_call' } },
            ],
          },
        },
        metadata: { kagent_adk_partial: null },
      },
    })
    expect(all.at(-1)).toMatchObject({
      statusUpdate: { status: { state: 'TASK_STATE_COMPLETED' } },
    })
    expect(text).not.toContain('"final"')
  })

  test('any other is refused in words', async () => {
    const answer = await kagent.call('message/stream', question('seed'), { 'a2a-version': '2.0' })
    expect(answer.status).toBe(400)
    expect(answer.text).toBe('unsupported A2A version "2.0"')
  })

  test('has methods of its own', async () => {
    const answer = await kagent.call('message/send', question('seed'), v1)
    expect(answer.body).toMatchObject({ error: { code: -32_601 } })
  })
})

describe('an answer that is waited for', () => {
  test('is the task as it ended, in 0.3', async () => {
    const { body } = await kagent.call('message/send', question('seed'))
    expect(body).toMatchObject({
      jsonrpc: '2.0',
      id: 'r1',
      result: {
        kind: 'task',
        contextId: 'c-1',
        status: { state: 'completed' },
        artifacts: [{ parts: [{ kind: 'text', text: 'A TrafficPolicy is a policy.' }] }],
      },
    })
  })

  test('is the task as it ended, in 1.0', async () => {
    const { body } = await kagent.call('SendMessage', question10('seed'), v1)
    expect(body).toMatchObject({ result: { task: { status: { state: 'TASK_STATE_COMPLETED' } } } })
  })
})

describe('the address', () => {
  test('works without the slash at its end', async () => {
    const path = '/api/a2a/kagent/solofieldassistant'
    const { body } = await kagent.call('message/send', question('seed'), {}, path)
    expect(body).toMatchObject({ result: { kind: 'task' } })
  })

  test('of an agent that is not there is 404 in words', async () => {
    const answer = await kagent.call('message/send', question('x'), {}, '/api/a2a/kagent/foo/')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(answer.text).toBe('Agent kagent/foo not found\n')
  })

  test('leads to a card for both dialects that names another address', async () => {
    await kagent.deploy('my-agent')
    const { body } = await kagent.send('/api/a2a/kagent/my-agent/.well-known/agent-card.json')
    const url = 'http://127.0.0.1:8083/api/a2a/kagent/my-agent/'
    expect(body).toMatchObject({
      name: 'my_agent',
      version: '',
      protocolVersion: '0.3.0',
      preferredTransport: 'JSONRPC',
      url,
      supportedInterfaces: [
        { url, protocolBinding: 'JSONRPC', protocolVersion: '0.3' },
        { url, protocolBinding: 'JSONRPC', protocolVersion: '1.0' },
      ],
      capabilities: { streaming: true, pushNotifications: false },
    })
    expect(kagent.url).not.toContain(':8083')
  })

  test('below it there is nothing, and the log says who looked', async () => {
    const { status } = await kagent.send('/api/a2a/kagent/solofieldassistant/who-is-there')
    expect(status).toBe(404)
    const [last] = kagent.kagent.logs('kagent', 'solofieldassistant', 1)
    expect(last?.line).toBe('GET /who-is-there 404')
  })
})

describe('what cannot be read', () => {
  test('is a JSON-RPC error, never a broken connection', async () => {
    const path = '/api/a2a/kagent/solofieldassistant/'
    const post = (body: string) => kagent.send(path, { method: 'POST', body })
    expect((await post('{"jsonrpc":')).body).toMatchObject({ id: null, error: { code: -32_700 } })
    expect((await post('{"id":1}')).body).toMatchObject({ error: { code: -32_600 } })
    const wrong = await kagent.call('message/send', { message: { messageId: 'm', parts: [] } })
    expect(wrong.body).toMatchObject({
      id: 'r1',
      error: { code: -32_602, message: expect.stringContaining('message.parts') },
    })
  })

  test('an agent that could not start says why', async () => {
    await kagent.deploy('broken', { BROKEN: 'true' })
    const path = '/api/a2a/kagent/broken/'
    const { body } = await kagent.call('message/send', question('seed'), {}, path)
    expect(body).toMatchObject({
      error: { code: -32_603, message: 'agent broken is not ready: image cannot be pulled' },
    })
  })
})
