import { expect, test } from 'vitest'

import { finished, textEvents } from '../testing/chat.ts'
import { runRequest, servedChat } from '../testing/chatRoutes.ts'

test('what is no request is refused with a sentence', async () => {
  const { ask, origin, agent } = await servedChat()
  const body = runRequest()
  const refusals: [object, number, string][] = [
    [{ threadId: 'short' }, 400, 'threadId: must be a UUID.'],
    [{ runId: '1' }, 400, 'runId: must be a UUID.'],
    [{ messages: [] }, 400, 'messages has no message of the user.'],
    [runRequest('   '), 400, 'There is nothing in the question.'],
    [runRequest([{ type: 'binary' }]), 400, 'The last message of the user is not text.'],
    [
      runRequest('é'.repeat(60)),
      413,
      'The question has 120 bytes; 100 is the most that is sent to an agent.',
    ],
    [runRequest('x'.repeat(1_100_000)), 413, 'The request is larger than 1048576 bytes.'],
    [
      { resume: [1, 2].map((id) => ({ interruptId: `${id}`, status: 'resolved' })) },
      400,
      'resume has several entries; one is decided at a time.',
    ],
    [
      { resume: [{ interruptId: 'a', status: 'resolved' }] },
      400,
      'resume.payload.approved is missing: true or false.',
    ],
    [
      { resume: [{ interruptId: 'a', status: 'cancelled' }] },
      409,
      'Nothing waits for this decision any more.',
    ],
  ]
  for (const [over, status, message] of refusals) {
    const response = await ask({ ...body, ...over })
    expect([response.status, await response.json()]).toMatchObject([status, { error: { message } }])
  }
  const events = `${origin}/bff/chat/helper/runs/${body.runId}/events`
  expect((await fetch(events)).status).toBe(400)
  expect((await fetch(`${events}?thread=${body.threadId}&after=x`)).status).toBe(400)
  expect((await fetch(`${events}?thread=${body.threadId}`)).status).toBe(404)
  expect(agent.turns).toEqual([])
})

test('parts of text are asked as one text', async () => {
  const { ask, agent } = await servedChat()
  const parts = ['one', 'two'].map((text) => ({ type: 'text', text }))
  agent.say(finished)
  await (await ask(runRequest(parts))).text()
  expect(agent.turns[0]?.input).toEqual({ kind: 'text', text: 'one\ntwo' })
})

test('a conversation is listed, read, renamed and deleted', async () => {
  const { ask, agent, origin } = await servedChat()
  const body = runRequest()
  agent.say(...textEvents('m', 'It is a CRD.'), finished)
  await (await ask(body)).text()
  const at = `${origin}/bff/conversations/${body.threadId}`
  const post = async (path: string, content: object = {}) => {
    const response = await fetch(`${at}/${path}`, { method: 'POST', body: JSON.stringify(content) })
    return [response.status, await response.json()]
  }
  const read = await (await fetch(at)).json()
  expect(read).toMatchObject({
    id: body.threadId,
    deployment: 'helper',
    title: 'What is a TrafficPolicy?',
    transcript: [{ id: body.runId, state: 'done', input: { kind: 'text' } }],
  })
  expect(await post('rename', { title: ' CRDs ' })).toMatchObject([200, { title: 'CRDs' }])
  expect(await post('rename', { title: '' })).toMatchObject([400, {}])
  const found = async (query: string) =>
    (await (await fetch(`${origin}/bff/conversations${query}`)).json()) as object
  expect(await found('?deployment=helper')).toMatchObject({ conversations: [{ title: 'CRDs' }] })
  expect(await found('?deployment=other')).toEqual({ conversations: [] })
  expect(await post('end-session')).toMatchObject([200, { ended: true }])
  expect(await post('delete')).toEqual([200, { deleted: true }])
  expect((await fetch(at)).status).toBe(404)
  expect(await post('delete')).toMatchObject([404, { error: { code: 'not_found' } }])
})
