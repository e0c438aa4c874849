import { expect, test } from 'vitest'

import { deadOrigin, serve } from '../testing/serve.ts'
import { failureCode } from './failure.ts'
import { createPools, pathBelow, send, type Sent, silent } from './http.ts'

const base = new URL('http://127.0.0.1:18081/mcp')

test.each([
  ['', '/mcp'],
  ['/', '/mcp'],
  ['/a', '/mcp/a'],
  ['/a/b/', '/mcp/a/b/'],
  ['?sessionId=1', '/mcp?sessionId=1'],
  ['/a?x=//../@', '/mcp/a?x=//../@'],
  ['/a%20b', '/mcp/a%20b'],
])('T10: a path below the gateway is passed on: "%s"', (rest, expected) => {
  expect(pathBelow(base, rest)).toBe(expected)
})

test.each([
  '/..',
  '/../admin',
  '/a/../../b',
  '/..;/admin',
  '/a/.;x=1/b',
  '/%c0%ae%c0%ae/admin',
  '/%C1%9c',
  '/.',
  '/%2e%2e/x',
  '/.%2E/x',
  '/a%2fb',
  '/a%5cb',
  '/a%00',
  '/a%0d%0aX: y',
  '/a%zz',
  '//evil.example/x',
  '/a//b',
  '/@evil.example',
  '/%40evil.example',
  '/http://evil.example',
  'http://evil.example/',
  '@evil.example/',
  '/a\\b',
  '/a b',
  '/a#b',
  '/é',
  '?x=\r\nY: z',
])('T10: a path that could lead elsewhere is refused: "%s"', (rest) => {
  expect(pathBelow(base, rest)).toBeNull()
})

test('T10: whatever is appended, the result stays at or below the configured path', () => {
  const pieces = ['/', '..', '.', '%2e', '%2f', '\\', '@', ':', 'a', '//', '?', '#', '%', '~', ';']
  let seed = 7
  const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let round = 0; round < 5_000; round++) {
    const rest = Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join('')
    const path = pathBelow(base, rest)
    if (path === null) continue
    const { origin, pathname } = new URL(path, base)
    expect(origin).toBe(base.origin)
    expect(pathname === '/mcp' || pathname.startsWith('/mcp/'), rest).toBe(true)
  }
})

test('T10: only configured origins have a pool', async () => {
  const pools = createPools([base.href], { headersTimeout: 1_000, bodyTimeout: 1_000 })
  expect(() => pools.of(new URL('http://127.0.0.1:18082/mcp'))).toThrow('not a configured upstream')
  expect(pools.of(new URL('http://127.0.0.1:18081/other'))).toBeDefined()
  await pools.close()
})

function sendTo(origin: string, over: Partial<Sent> = {}, enough?: () => boolean) {
  const pools = createPools([origin], { headersTimeout: 5_000, bodyTimeout: 5_000 })
  const url = new URL('/mcp', origin)
  const sent: Sent = {
    method: 'POST',
    url,
    headers: {},
    body: '{}',
    deadline: 5_000,
    cap: 1_000,
    ...over,
  }
  return send(pools, sent, silent, enough).finally(() => pools.close())
}

test('T10: a redirect is an answer and is not followed', async () => {
  const { origin, requests } = await serve((_, response) =>
    response.writeHead(302, { location: '/elsewhere' }).end(),
  )
  expect(await sendTo(origin)).toMatchObject({ status: 302 })
  expect(requests).toEqual(['POST /mcp'])
})

test('T24: a call has its own deadline', async () => {
  const { origin } = await serve(() => undefined)
  const error: unknown = await sendTo(origin, { deadline: 30 }).catch((caught: unknown) => caught)
  expect(failureCode(error)).toBe('TIMEOUT')
})

test('T24: an answer is read up to the cap and no further', async () => {
  const { origin } = await serve((_, response) => response.end('x'.repeat(5_000)))
  const received = await sendTo(origin)
  expect(received).toMatchObject({ status: 200, truncated: true })
  expect(received.bytes).toHaveLength(1_000)
})

test('an answer that breaks off keeps what came', async () => {
  const { origin } = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half', () => response.destroy())
  })
  const received = await sendTo(origin)
  expect(received).toMatchObject({ status: 200, broken: { code: 'UND_ERR_SOCKET' } })
  expect(received.bytes.toString()).toBe('half')
})

test('a stream that goes on after the answer is left', async () => {
  const { origin } = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {}\n\n')
  })
  const received = await sendTo(origin, {}, () => true)
  expect(received.broken).toBeUndefined()
  expect(received.bytes.toString()).toBe('data: {}\n\n')
})

test('nobody there is named', async () => {
  const error: unknown = await sendTo(await deadOrigin()).catch((caught: unknown) => caught)
  expect(failureCode(error)).toBe('ECONNREFUSED')
})
