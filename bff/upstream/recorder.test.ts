import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { upstreamOf } from '../testing/upstream.ts'
import { type ExchangeStart, systemOwner } from './types.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const start = (over: Partial<ExchangeStart> = {}): ExchangeStart => ({
  upstream: 'gateway',
  target: 'kb',
  owner: 'presenter',
  persona: 'alice',
  label: 'tools/list',
  method: 'POST',
  url: 'http://127.0.0.1:1/mcp?access_token=s3cret-of-alice',
  headers: [['Authorization', 'Bearer s3cret-of-alice']],
  body: '{"password":"s3cret-of-alice"}',
  ...over,
})
const bytes = (text: string) => new TextEncoder().encode(text)

function recorder(keep = 5) {
  return upstreamOf({ gateways: {}, limits: { exchangesKept: keep } })
}

test('an exchange comes back whole, with frames and without secrets', async () => {
  const { exchanges } = recorder()
  const exchange = exchanges.begin(start())
  exchange.answered(200, [
    ['content-type', 'text/event-stream'],
    ['set-cookie', 'a=s3cret-of-alice'],
  ])
  exchange.chunk(bytes('event: message\ndata: {"refresh_tok'))
  exchange.chunk(bytes('en":"s3cret-of-alice"}\n\ndata: two\n\n'))
  exchange.done()
  const view = await exchanges.one('presenter', exchange.id)
  expect(view).toMatchObject({
    state: 'done',
    status: 200,
    persona: 'alice',
    truncated: false,
    url: 'http://127.0.0.1:1/mcp?access_token=••••',
    requestHeaders: [['Authorization', 'Bearer ••••']],
    requestBody: '{"password":"••••"}',
    responseHeaders: [
      ['content-type', 'text/event-stream'],
      ['set-cookie', '••••'],
    ],
    frames: [{ event: 'message', data: '{"refresh_token":"••••"}' }, { data: 'two' }],
  })
  expect(JSON.stringify(view)).not.toContain('s3cret')
})

test('an exchange that is still open shows what has passed by now, and to its owner alone', async () => {
  const { exchanges } = recorder()
  const exchange = exchanges.begin(start())
  exchange.answered(200, [['content-type', 'text/event-stream']])
  await exchanges.flush()
  exchange.chunk(bytes('data: later\n\n'))
  expect(await exchanges.one('presenter', exchange.id)).toMatchObject({
    state: 'open',
    frames: [{ data: 'later' }],
  })
  expect(await exchanges.one('somebody', exchange.id)).toBeNull()
})

test('what the request carried is masked where the answer repeats it bare', async () => {
  const { exchanges } = recorder()
  const exchange = exchanges.begin(
    start({
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: 'grant_type=refresh_token&refresh_token=opaque%2Frefresh-1&password=presenter',
    }),
  )
  exchange.answered(400, [['x-said', 'opaque/refresh-1']])
  exchange.chunk(bytes('{"error_description":"opaque/refresh-1 of presenter is used"}'))
  exchange.failed('FAILED', 'opaque/refresh-1 again')
  expect(await exchanges.one('presenter', exchange.id)).toMatchObject({
    responseHeaders: [['x-said', '••••']],
    responseBody: '{"error_description":"•••• of presenter is used"}',
    error: { message: '•••• again' },
  })
})

test('an open exchange is listed as open, and as done later', async () => {
  const { exchanges } = recorder()
  const exchange = exchanges.begin(start())
  expect(await exchanges.list('presenter', 10)).toMatchObject([{ id: exchange.id, state: 'open' }])
  exchange.failed('ECONNREFUSED', 'no answer')
  exchange.done()
  expect(await exchanges.list('presenter', 10)).toMatchObject([
    { id: exchange.id, state: 'done', status: null, error: { code: 'ECONNREFUSED' } },
  ])
})

test('only the newest are kept, and a body only up to a mebibyte', async () => {
  const { exchanges } = recorder(3)
  const ids = [1, 2, 3, 4, 5].map((n) => exchanges.begin(start({ label: String(n) })).id)
  const listed = await exchanges.list('presenter', 10)
  expect(listed.map(({ id }) => id).toSorted()).toEqual(ids.slice(2).toSorted())
  const large = exchanges.begin(start())
  large.answered(200, [])
  large.chunk(new Uint8Array(1_048_570).fill(97))
  large.chunk(bytes('0123456789'))
  large.done()
  const view = await exchanges.one('presenter', large.id)
  expect(view?.truncated).toBe(true)
  expect(view?.responseBody?.slice(-7)).toBe('a012345')
})

test('of a stream of very many frames the first thousands are shown one by one', async () => {
  const { exchanges } = recorder()
  const exchange = exchanges.begin(start())
  exchange.answered(200, [['content-type', 'text/event-stream']])
  exchange.chunk(bytes('data:\n\n'.repeat(20_000)))
  exchange.done()
  const view = await exchanges.one('presenter', exchange.id)
  expect(view?.frames).toHaveLength(5_000)
  expect(view?.truncated).toBe(true)
  expect(view?.responseBody).toHaveLength(140_000)
})

test('an operator sees the exchanges of the system beside the own, and clears only the own', async () => {
  const { exchanges } = recorder()
  const mine = exchanges.begin(start())
  const others = exchanges.begin(start({ owner: 'somebody' }))
  const shared = exchanges.begin(start({ owner: systemOwner }))
  const ids = (await exchanges.list('presenter', 10)).map(({ id }) => id)
  expect(ids.toSorted()).toEqual([mine.id, shared.id].toSorted())
  expect(await exchanges.one('presenter', others.id)).toBeNull()
  expect(await exchanges.clear('presenter')).toBe(1)
  expect(await exchanges.list('presenter', 10)).toMatchObject([{ id: shared.id }])
  expect(await exchanges.list('somebody', 10)).toHaveLength(2)
})

test('an operator who is called system reads what the system did, and cannot clear it', async () => {
  const { exchanges } = recorder()
  const shared = exchanges.begin(start({ owner: systemOwner }))
  expect(await exchanges.clear('system')).toBe(0)
  expect(await exchanges.list('presenter', 10)).toMatchObject([{ id: shared.id }])
})

test('event streams hear of it in bursts: its owner, or everybody for the system', async () => {
  const { exchanges, published } = recorder()
  const exchange = exchanges.begin(start())
  exchanges.begin(start({ owner: systemOwner }))
  expect(published).toEqual([])
  await vi.advanceTimersByTimeAsync(50)
  expect(published).toMatchObject([
    {
      event: { event: 'exchange', data: { id: exchange.id, state: 'open' } },
      to: { subject: 'presenter' },
    },
    { event: { event: 'exchange' }, to: {} },
  ])
  exchange.done()
  await vi.advanceTimersByTimeAsync(50)
  expect(published.at(-1)?.event).toMatchObject({ data: { id: exchange.id, state: 'done' } })
})

test('the store holds nothing readable and has it a second later by itself', async () => {
  const { exchanges, store } = recorder()
  exchanges.begin(start()).done()
  expect(await store.entries('exchange', 'presenter', 10)).toEqual([])
  await vi.advanceTimersByTimeAsync(1_000)
  const [entry] = await store.entries('exchange', 'presenter', 10)
  const data = await store.entry('exchange', 'presenter', entry?.id ?? '')
  for (const sealed of [entry?.summary, data]) {
    expect(Buffer.from(sealed ?? []).toString('latin1')).not.toContain('tools/list')
    expect(sealed?.length).toBeGreaterThan(100)
  }
})

test('an entry that no key opens is left out, and the others are shown', async () => {
  const { exchanges, upstream, store } = recorder()
  const sealedElsewhere = bytes('2k9 and then what another key made of it, long enough for a tag')
  const lost = { id: 'lost', summary: sealedElsewhere, data: sealedElsewhere }
  await store.append('exchange', 'presenter', lost, 5)
  await store.append('call', 'presenter', lost, 5)
  const { id } = exchanges.begin(start())
  expect(await exchanges.list('presenter', 5)).toMatchObject([{ id }])
  expect(await exchanges.one('presenter', 'lost')).toBeNull()
  expect(await upstream.history.list('presenter', 5)).toEqual([])
})
