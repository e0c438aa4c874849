import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { ChatEvent, NumberedEvent, RunRequest } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { follow, silenceMs } from './follow.ts'

const fetched = vi.fn<typeof fetch>()
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  fetched.mockReset()
})

const delta = (text: string): ChatEvent => ({
  type: 'TEXT_MESSAGE_CONTENT',
  messageId: 'm',
  delta: text,
})
const last: ChatEvent = {
  type: 'RUN_FINISHED',
  threadId: 'c1',
  runId: 'r1',
  outcome: { type: 'success' },
}
const frame = (id: number, event: ChatEvent) => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`

/** An answer that holds these frames and then ends, or breaks, or stays open for ever. */
function streams(texts: string[], then: 'ends' | 'breaks' | 'stays' = 'ends') {
  fetched.mockImplementationOnce((_, init) => {
    const waiting = [...texts]
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
        },
        pull(controller) {
          const text = waiting.shift()
          if (text !== undefined) return controller.enqueue(new TextEncoder().encode(text))
          if (then === 'ends') controller.close()
          if (then === 'breaks') controller.error(new TypeError('network error'))
          return undefined
        },
      },
      // Nothing is fetched ahead: what errors forgets what was not read yet.
      { highWaterMark: 0 },
    )
    return Promise.resolve(new Response(body))
  })
}
const refuses = (status: number, code: string) =>
  fetched.mockResolvedValueOnce(
    Response.json({ error: { code, message: 'No.', requestId: 'q' } }, { status }),
  )
const fails = () => fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))

const begin: RunRequest = { threadId: 'c1', runId: 'r1', messages: [], tools: [], context: [] }
const links: string[] = []
beforeEach(() => links.splice(0))

function read(more: { begin?: RunRequest; after?: number; signal?: AbortSignal } = {}) {
  const seen: NumberedEvent[] = []
  const done = (async () => {
    const asked = {
      deployment: 'solofieldassistant-kagent',
      conversation: 'c1',
      run: 'r1',
      after: 0,
      signal: new AbortController().signal,
      link: (state: string) => links.push(state),
      ...more,
    }
    for await (const each of follow(asked)) seen.push(each)
  })()
  const ended = done.then(
    () => 'ended',
    (error: unknown) => error,
  )
  return { seen, ended }
}
const requests = () =>
  fetched.mock.calls.map(([url, init]) => {
    const id = new Headers(init?.headers).get('last-event-id')
    return `${init?.method} ${typeof url === 'string' ? url : ''}${id === null ? '' : ` after ${id}`}`
  })
const [post, get] = [
  'POST /bff/chat/solofieldassistant-kagent/runs',
  'GET /bff/chat/solofieldassistant-kagent/runs/r1/events?thread=c1',
]

test('a run begins with its question and is read to its last event', async () => {
  streams([': hello\n\n', frame(1, delta('a')), frame(2, last)], 'stays')
  const { seen, ended } = read({ begin })
  expect(await ended).toBe('ended')
  expect(seen.map(({ id }) => id)).toEqual([1, 2])
  expect([requests(), links]).toEqual([[post], ['live']])
})

test('a stream that breaks off goes on after the last event that came, and none comes twice', async () => {
  streams([frame(1, delta('a')), frame(2, delta('b')), 'id: 3\nda'], 'breaks')
  streams([frame(2, delta('b')), frame(3, delta('c')), frame(4, last)])
  const { seen, ended } = read({ begin })
  await vi.runAllTimersAsync()
  expect(await ended).toBe('ended')
  expect(seen.map(({ id }) => id)).toEqual([1, 2, 3, 4])
  expect([requests(), links]).toEqual([
    [post, `${get} after 2`],
    ['live', 'reconnecting', 'live'],
  ])
})

test('a stream that ends without a last event is a lost one', async () => {
  streams([frame(1, delta('a'))])
  streams([frame(2, last)])
  const { ended } = read()
  await vi.runAllTimersAsync()
  expect(await ended).toBe('ended')
  expect(requests()).toEqual([get, `${get} after 1`])
})

test('a connection without even a comment for a while is dead and is made again', async () => {
  streams([frame(1, delta('a'))], 'stays')
  streams([frame(2, last)])
  const { ended } = read()
  await vi.advanceTimersByTimeAsync(silenceMs - 2_000)
  expect(requests()).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await ended).toBe('ended')
  expect(requests()).toEqual([get, `${get} after 1`])
})

test('coming back to the network ends the wait at once', async () => {
  streams([frame(1, delta('a'))], 'breaks')
  streams([frame(2, last)])
  const { ended } = read()
  await vi.advanceTimersByTimeAsync(0)
  expect(requests()).toHaveLength(1)
  window.dispatchEvent(new Event('online'))
  expect(await ended).toBe('ended')
})

test('a question whose answer was lost is asked again, and followed where it had arrived', async () => {
  fails()
  refuses(409, 'conflict')
  streams([frame(1, last)])
  const { ended } = read({ begin })
  await vi.runAllTimersAsync()
  expect(await ended).toBe('ended')
  expect(requests()).toEqual([post, post, get])
})

test('a question that is refused is refused at once, with the sentence of the server', async () => {
  for (const [status, code] of [
    [409, 'conflict'],
    [413, 'too_large'],
    [502, 'bad_gateway'],
  ] as const) {
    refuses(status, code)
    expect(await read({ begin }).ended).toMatchObject({ status, code, message: 'No.' })
  }
  expect(fetched).toHaveBeenCalledTimes(3)
})

test('a question that nobody takes goes back after seconds', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  const { ended } = read({ begin })
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await ended).toBeInstanceOf(ApiError)
})

test('a run that is gone is given up, one behind a busy server is not', async () => {
  refuses(503, 'store_unavailable')
  refuses(404, 'not_found')
  const { ended } = read({ after: 3 })
  await vi.runAllTimersAsync()
  expect(await ended).toMatchObject({ status: 404 })
  expect(requests()).toEqual([`${get} after 3`, `${get} after 3`])
})

test('a server that stays away for minutes is given up with a sentence', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  const { ended } = read()
  await vi.advanceTimersByTimeAsync(3 * 60_000)
  expect(links.at(-1)).toBe('reconnecting')
  await vi.advanceTimersByTimeAsync(3 * 60_000)
  expect(await ended).toMatchObject({ code: 'no_answer' })
})

test('whoever stops listening hears nothing more, and it is no error', async () => {
  const leaving = new AbortController()
  streams([frame(1, delta('a'))], 'stays')
  const { seen, ended } = read({ signal: leaving.signal })
  await vi.advanceTimersByTimeAsync(0)
  leaving.abort()
  expect(await ended).toBe('ended')
  expect([seen.length, fetched.mock.calls.length]).toEqual([1, 1])
})
