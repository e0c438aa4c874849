import type { IncomingMessage, ServerResponse } from 'node:http'

import { expect, test } from 'vitest'

import { answer, inVersion1, wholeParts } from '../../testing/chatDialects.ts'
import type { ConfigText } from '../../testing/console.ts'
import { deadOrigin, serve, textOf } from '../../testing/serve.ts'
import { transcriptOf } from '../../testing/transcript.ts'
import { held, signInOf, tokenSource, upstreamOf } from '../../testing/upstream.ts'
import { createRegistryClient } from '../registry/client.ts'
import type { AdapterEvent, Turn } from './adapter.ts'
import { createChatAdapters } from './adapters.ts'

interface Asked {
  url: string
  headers: IncomingMessage['headers']
  /** JSON-RPC, or `{}` for a GET. */
  body: { method?: string; params?: unknown }
}

type Answers = (asked: Asked, response: ServerResponse) => void

const frames = (response: ServerResponse, results: unknown[]) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const result of results)
    response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id: 1, result })}\n\n`)
}
const whole: Answers = (_asked, response) => {
  frames(response, wholeParts())
  response.end()
}
const json = (response: ServerResponse, value: unknown) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value))

type Via = NonNullable<NonNullable<ConfigText['chat']>['runtimes']>[string]

/** A runtime that answers as the test says, and an agent on it. */
async function runtime(
  answers: Answers,
  { via = { via: 'kagent' }, fresh = '' }: { via?: Via; fresh?: string } = {},
) {
  const asked: Asked[] = []
  const { origin } = await serve((request, response) => {
    void textOf(request).then((text) => {
      const { url = '', headers } = request
      const one: Asked = { url, headers, body: JSON.parse(text || '{}') as Asked['body'] } // JSON-RPC
      asked.push(one)
      if (url === '/version' && via.via === 'kagent')
        return json(response, { kagent_version: '0.9.11' })
      return answers(one, response)
    })
  })
  return { ...agentAt(origin, via, fresh), asked }
}

function agentAt(origin: string, via: Via, fresh = '') {
  const tokens = tokenSource(fresh === '' ? null : held(fresh, { sub: 'alice' }))
  const registry = { url: origin, personas: ['alice'], reach: [origin] }
  const made = upstreamOf({ registry, chat: { runtimes: { tor1: via } }, tokens })
  const shared = { ...made, pools: made.upstream.pools, recorder: made.exchanges }
  const adapters = createChatAdapters({ ...shared, client: createRegistryClient(shared) })
  const learned: { taskId?: string } = {}
  const turn: Turn = {
    place: {
      deployment: 'helper',
      namespace: 'default',
      runtime: 'tor1',
      runtimeType: 'Kagent',
      remoteId: 'helper',
      remoteNamespace: 'kagent',
      controllerUrl: origin,
    },
    signIn: signInOf('presenter'),
    persona: 'alice',
    conversation: 'c',
    run: 'r',
    input: { kind: 'text', text: 'Why?' },
    signal: new AbortController().signal,
    learned: (what) => void Object.assign(learned, what),
  }
  const ask = async (over: Partial<Turn> = {}) => {
    const events: AdapterEvent[] = []
    for await (const event of adapters.of(turn.place).run({ ...turn, ...over })) events.push(event)
    return events
  }
  return { ask, turn, learned, adapter: adapters.of(turn.place) }
}

const failureIn = (events: AdapterEvent[]) => {
  const last = events.at(-1)
  return last?.type === 'RUN_ERROR' ? last.metadata.failure : undefined
}

test('kagent is asked in 0.3 as the persona, at the address of its Runtime', async () => {
  const { ask, asked, learned } = await runtime(whole)
  expect(transcriptOf(await ask()).at(-2)).toBe(`says ${answer}`)
  expect(asked.map(({ url }) => url)).toEqual(['/version', '/api/a2a/kagent/helper/'])
  expect(asked[1]).toMatchObject({
    headers: {
      authorization: 'Bearer token-of-alice',
      'x-user-id': 'alice',
      'a2a-version': '0.3',
      accept: 'text/event-stream',
    },
    body: {
      method: 'message/stream',
      params: {
        message: {
          kind: 'message',
          role: 'user',
          contextId: 'c',
          parts: [{ kind: 'text', text: 'Why?' }],
        },
      },
    },
  })
  expect(learned).toEqual({ taskId: 'T' })
})

test('a controller without REST is asked in 1.0', async () => {
  const { origin, requests } = await serve((request, response) => {
    if (request.url === '/version') return response.writeHead(404).end()
    expect(request.headers['a2a-version']).toBe('1.0')
    frames(response, wholeParts().map(inVersion1))
    return response.end()
  })
  const { ask } = agentAt(origin, { via: 'kagent' })
  expect(transcriptOf(await ask()).at(-2)).toBe(`says ${answer}`)
  await ask()
  expect(requests.filter((line) => line.endsWith('/version'))).toHaveLength(1)
})

test.each([
  ['ends without an end', (response: ServerResponse) => response.end()],
  ['dies', (response: ServerResponse) => response.write('data: {', () => response.destroy())],
])('a stream that %s can be taken up again', async (_how, finish) => {
  const { ask } = await runtime((_asked, response) => {
    frames(response, wholeParts().slice(0, 4))
    finish(response)
  })
  const events = await ask()
  expect(failureIn(events)).toMatchObject({ code: 'stream_interrupted', resumable: true })
  expect(transcriptOf(events)).toContain('calls get_crd_schema')
})

test('a stream that stays open after its end is left', async () => {
  const { ask } = await runtime((_asked, response) => frames(response, wholeParts()))
  expect(transcriptOf(await ask()).at(-1)).toMatch(/^ends success/)
})

test('whoever stops listening gets no end', async () => {
  const stopped = new AbortController()
  const { ask } = await runtime((_asked, response) => {
    frames(response, wholeParts().slice(0, 3))
    stopped.abort()
  })
  const events = await ask({ signal: stopped.signal })
  expect(events.some(({ type }) => type === 'RUN_FINISHED' || type === 'RUN_ERROR')).toBe(false)
})

test('a token that an agent repeats is not passed on', async () => {
  const { ask } = await runtime(({ headers }, response) => {
    const parts = [{ kind: 'text', text: `You sent ${headers.authorization}` }]
    json(response, { jsonrpc: '2.0', id: 1, result: { kind: 'message', role: 'agent', parts } })
  })
  expect(transcriptOf(await ask())[0]).toBe('says You sent Bearer ••••')
})

const freshAlone: Answers = ({ headers }, response) => {
  if (headers.authorization === 'Bearer fresh-token')
    whole({ url: '', headers, body: {} }, response)
  else response.writeHead(401).end('Unauthorized')
}

test('a refused token is refreshed once', async () => {
  expect(
    transcriptOf(await (await runtime(freshAlone, { fresh: 'fresh-token' })).ask()).at(-1),
  ).toMatch(/^ends success/)
  expect(failureIn(await (await runtime(freshAlone)).ask())).toMatchObject({
    code: 'token_rejected',
    status: 401,
  })
})

test.each([
  ['a page', 'text/html', '<html>Sign in</html>'],
  ['something else', 'application/json', '{"hello":1}'],
])('%s is no answer of an agent', async (_what, type, body) => {
  const { ask } = await runtime((_asked, response) =>
    response.setHeader('content-type', type).end(body),
  )
  expect(failureIn(await ask())).toMatchObject({ code: 'not_understood' })
})

test('a runtime where nothing listens is unreachable', async () => {
  const { ask } = agentAt(await deadOrigin(), { via: 'kagent' })
  const events = await ask()
  expect(failureIn(events)).toMatchObject({ code: 'unreachable', retryable: true })
  expect(events).toContainEqual(
    expect.objectContaining({
      name: 'chat.meta',
      value: expect.objectContaining({ exchange: expect.any(String) }),
    }),
  )
})

test('through the registry an agent that cannot stream is asked for a whole answer', async () => {
  const { ask, asked } = await runtime(
    ({ body }, response) => {
      const error = { code: -32_601, message: 'method not found' }
      const parts = [{ kind: 'text', text: 'Because.' }]
      const result = { kind: 'message', role: 'agent', parts }
      json(response, { jsonrpc: '2.0', id: 1, ...(body.method === 'message/send' ? { result } : { error }) }) // prettier-ignore
    },
    { via: { via: 'registry' } },
  )
  expect(transcriptOf(await ask())).toEqual(['says Because.', 'ends success'])
  expect(asked.map(({ url, body }) => `${url} ${body.method}`)).toEqual([
    '/v0/a2a/sessions/tor1/agents/helper message/stream',
    '/v0/a2a/sessions/tor1/agents/helper message/send',
  ])
})

test.each([
  ['canceled', { result: { kind: 'task', id: 'T', status: { state: 'canceled' } } }, 'cancelled'],
  ['over', { error: { code: -32_002, message: 'Task cannot be canceled' } }, 'already_done'],
  ['not cancellable', { error: { code: -32_603, message: 'not supported' } }, 'stopped_listening'],
])('stop says the truth about a task that is %s', async (_how, reply, outcome) => {
  const { adapter, turn, asked } = await runtime((_asked, response) =>
    json(response, { jsonrpc: '2.0', id: 1, ...reply }),
  )
  expect(await adapter.stop({ ...turn, taskId: 'T' })).toMatchObject({ outcome })
  expect(asked.at(-1)?.body).toMatchObject({ method: 'tasks/cancel', params: { id: 'T' } })
  expect(await adapter.stop(turn)).toMatchObject({ outcome: 'stopped_listening' })
})
