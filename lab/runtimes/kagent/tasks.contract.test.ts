import { afterAll, describe, expect, test } from 'vitest'

import { framesOf, question, startKagent } from './testing.ts'

const kagent = await startKagent()
afterAll(() => kagent.close())

const alice = { 'x-user-id': 'alice' }
const v1 = { ...alice, 'a2a-version': '1.0' }

/** An answer of which only the head has come. */
const open = (
  method: string,
  params: unknown,
  headers: Record<string, string>,
  { url = kagent.agentUrl, signal = null }: { url?: string; signal?: AbortSignal | null } = {},
): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers,
    signal,
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })

/** A stream that has begun: the id of its task, and the connection to read on or leave. */
async function begin(text: string, contextId: string) {
  const leave = new AbortController()
  const { signal } = leave
  const response = await open('message/stream', question(text, { contextId }), alice, { signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('a stream has a body')
  const { value = '' } = await reader.read()
  const first = framesOf(value.slice(0, value.indexOf('\n\n')))[0]
  return { taskId: first?.taskId ?? '', reader, leave: () => leave.abort() }
}

/** The id of a task that has ended. */
async function ended(): Promise<string> {
  const { text } = await kagent.call('message/send', question('seed'), alice)
  const { result }: { result: { id: string } } = JSON.parse(text)
  return result.id
}

const get = (id: string, headers = alice) => kagent.call('tasks/get', { id }, headers)
const done = (id: string) =>
  expect
    .poll(async () => (await get(id)).body)
    .toMatchObject({ result: { status: { state: 'completed' } } })

describe('a client that leaves', () => {
  test('does not stop the agent: its answer is there later', async () => {
    kagent.hold()
    const { taskId, leave } = await begin('seed', 'left')
    leave()
    expect((await get(taskId)).body).toMatchObject({ result: { status: { state: 'working' } } })
    kagent.release()
    await done(taskId)
    const { body } = await kagent.send('/api/sessions/left/tasks', { headers: alice })
    expect(body).toMatchObject({
      error: false,
      message: 'Successfully retrieved session tasks',
      data: [{ id: taskId, artifacts: [{ parts: [{ text: 'A TrafficPolicy is a policy.' }] }] }],
    })
  })

  test('can come back to a task that runs, and hears the rest', async () => {
    kagent.hold()
    const { taskId, leave } = await begin('seed', 'back')
    leave()
    const listening = await open('tasks/resubscribe', { id: taskId }, alice)
    const listening10 = await open('SubscribeToTask', { id: taskId }, v1)
    kagent.release()
    const events = framesOf(await listening.text())
    expect(events.map(({ kind }) => kind)).toEqual([
      'status-update',
      'status-update',
      'status-update',
      'artifact-update',
      'status-update',
    ])
    expect(events.at(-1)).toMatchObject({ final: true, status: { state: 'completed' } })
    // 1.0 begins with the task itself.
    expect(await listening10.text()).toMatch(/^data: .*"result":\{"task":/)
  })
})

describe('a task that has ended', () => {
  test('cannot be listened to', async () => {
    const id = await ended()
    const message = `Task ${id} is in terminal state: completed`
    expect((await kagent.call('tasks/resubscribe', { id }, alice)).body).toMatchObject({
      error: { code: -32_602, message },
    })
    expect((await kagent.call('SubscribeToTask', { id }, v1)).body).toMatchObject({
      error: {
        code: -32_004,
        message,
        data: [{ reason: 'UNSUPPORTED_OPERATION', domain: 'a2a-protocol.org' }],
      },
    })
  })

  test('cannot be cancelled or gone on with', async () => {
    const id = await ended()
    const cancelled = await kagent.call('tasks/cancel', { id }, alice)
    expect(cancelled.body).toMatchObject({ error: { code: -32_002 } })
    const more = await kagent.call('message/send', question('seed', { taskId: id }), alice)
    expect(more.body).toMatchObject({ error: { code: -32_602 } })
  })
})

test('cancelling is not supported, and the agent goes on', async () => {
  kagent.hold()
  const { taskId, reader } = await begin('seed', 'cancel')
  const refused = await kagent.call('tasks/cancel', { id: taskId }, alice)
  expect(refused.body).toMatchObject({
    error: { code: -32_603, message: 'Cancellation is not supported' },
  })
  kagent.release()
  await done(taskId)
  await reader.cancel()
})

test('tasks of a context are listed page by page, as kagent 0.10 adds to 0.3', async () => {
  for (const text of ['seed', 'refuse', 'seed'])
    await kagent.call('message/send', question(text, { contextId: 'many' }), alice)
  const page = await kagent.call('tasks/list', { contextId: 'many', pageSize: 2 }, alice)
  expect(page.body).toMatchObject({
    result: { tasks: [{ kind: 'task' }, {}], nextPageToken: '2', totalSize: 3 },
  })
  const failed = { contextId: 'many', status: 'TASK_STATE_FAILED' }
  expect((await kagent.call('ListTasks', failed, v1)).body).toMatchObject({
    result: { tasks: [{ status: { state: 'TASK_STATE_FAILED' } }], totalSize: 1 },
  })
})

test('another person knows nothing of a task', async () => {
  const id = await ended()
  expect((await get(id, { 'x-user-id': 'bob' })).body).toMatchObject({
    error: { code: -32_001, message: 'Task not found' },
  })
})

/** The whole answer as text. */
async function ask(text: string, contextId: string, user: string, path?: string): Promise<string> {
  const headers = { 'x-user-id': user }
  return (await kagent.call('message/send', question(text, { contextId }), headers, path)).text
}

test('what was said is remembered by one agent within one context of one person', async () => {
  await ask('seed', 'memory', 'alice')
  const recall = 'how much do you remember'
  expect(await ask(recall, 'memory', 'alice')).toContain('I remember 2 messages.')
  expect(await ask(recall, 'memory', 'bob')).toContain('I remember 0 messages.')
  expect(await ask(recall, 'elsewhere', 'alice')).toContain('I remember 0 messages.')
  await kagent.deploy('another')
  const another = '/api/a2a/kagent/another/'
  expect(await ask(recall, 'memory', 'alice', another)).toContain('I remember 0 messages.')
})

test('an agent that is taken away breaks its streams off', async () => {
  await kagent.deploy('short-lived')
  kagent.hold()
  const url = `${kagent.url}/api/a2a/kagent/short-lived/`
  const response = await open('message/stream', question('seed'), alice, { url })
  const rest = response.text()
  rest.catch(() => undefined)
  await kagent.send('/api/agents/kagent/short-lived', { method: 'DELETE' })
  await expect(rest).rejects.toThrow()
  expect(kagent.closed).toContain('short-lived')
  kagent.release()
})
