import { afterEach, expect, test, vi } from 'vitest'

import type { Services } from '../env.ts'
import { operator, serveRoutes } from '../testing/routes.ts'
import { upstreamOf } from '../testing/upstream.ts'
import { events } from './events.ts'

afterEach(() => void vi.useRealTimers())

async function listening(signedIn = true, streams = 50) {
  const parts = upstreamOf({ gateways: {}, limits: { streams } })
  const closing = new AbortController()
  const watched = { on: 0 }
  const pulse = {
    ...parts.upstream.pulse,
    watch: () => {
      watched.on += 1
      return () => void (watched.on -= 1)
    },
  }
  const signIns = {
    reread: async () => (signedIn ? operator : null),
  } as unknown as Services['signIns'] // all that events asks
  const { origin } = await serveRoutes(events, {
    ...parts,
    upstream: { ...parts.upstream, pulse },
    closing: closing.signal,
    signIns,
  })
  const away = new AbortController()
  const response = await fetch(`${origin}/bff/events`, { signal: away.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  /** The next block; chunks may hold several, or half of one. */
  const read = async (): Promise<string | undefined> => {
    const end = rest.indexOf('\n\n') + 2
    if (end > 1) {
      const block = rest.slice(0, end)
      rest = rest.slice(end)
      return block
    }
    const { value, done = true } = (await reader?.read()) ?? {}
    rest += value ?? ''
    return done ? undefined : read()
  }
  return { ...parts, origin, response, read, closing, away, watched }
}

const signedOut = { event: 'signed_out', data: { reason: 'elsewhere' } } as const
const end = 'retry: 1000\n\n'

test('begins with a comment at once and passes on what is published', async () => {
  const { response, read, hub } = await listening()
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(await read()).toBe(':\n\n')
  hub.publish({ event: 'personas', data: [] }, { subject: 'presenter' })
  hub.publish({ event: 'signed_out', data: { reason: 'not for us' } }, { subject: 'somebody' })
  hub.publish({ event: 'personas', data: [] })
  expect(await read()).toBe('event: personas\ndata: []\n\n')
  expect(await read()).toBe('event: personas\ndata: []\n\n')
})

test('an exchange shows up by itself', async () => {
  const { read, exchanges } = await listening()
  await read()
  exchanges
    .begin({
      upstream: 'gateway',
      target: 'kb',
      owner: 'presenter',
      label: 'tools/list',
      method: 'POST',
      url: 'http://127.0.0.1:1/mcp',
      headers: [],
      body: null,
    })
    .done()
  expect(await read()).toMatch(/^event: exchange\ndata: \{.*"label":"tools\/list".*\}\n\n$/)
})

test('ends with a hint when to come back: at shutdown, and after a sign-out', async () => {
  const stopping = await listening()
  await stopping.read()
  stopping.closing.abort()
  expect(await stopping.read()).toBe(end)
  expect(await stopping.read()).toBeUndefined()

  const leaving = await listening()
  await leaving.read()
  leaving.hub.publish(signedOut, { signIn: operator.id })
  expect(await leaving.read()).toContain('event: signed_out')
  expect(await leaving.read()).toBe(end)
})

test('beats every fifteen seconds, and ends when nobody is signed in any more', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { read } = await listening()
  await read()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await read()).toBe(':\n\n')
  const gone = await listening(false)
  await gone.read()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await gone.read()).toBe(':\n\n')
  expect(await gone.read()).toBe(end)
})

test('upstreams are watched only while somebody listens', async () => {
  const { read, away, watched } = await listening()
  await read()
  expect(watched.on).toBe(1)
  away.abort()
  await expect.poll(() => watched.on).toBe(0)
})

test('an operator has so many streams open at a time and no more', async () => {
  const { origin, away } = await listening(true, 1)
  const refused = await fetch(`${origin}/bff/events`)
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({
    error: {
      code: 'too_many_requests',
      message: 'You have 1 streams open, as many as one operator may.',
    },
  })
  away.abort()
  await expect.poll(async () => (await fetch(`${origin}/bff/events`)).status).toBe(200)
})

test('a reader that has stalled does not keep its place once its stream has ended', async () => {
  const { origin, hub } = await listening(true, 1)
  const reason = 'x'.repeat(10_000)
  for (let sent = 0; sent <= 1_000; sent++)
    hub.publish({ event: 'upstream', data: { ...unreachable, reason } })
  await expect.poll(async () => (await fetch(`${origin}/bff/events`)).status).toBe(200)
})

const unreachable = {
  id: 'kb',
  kind: 'gateway',
  label: 'kb',
  state: 'unreachable',
  ms: null,
  checkedAt: '2026-11-20T12:00:00.000Z',
} as const
