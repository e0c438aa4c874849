import { describe, expect, test } from 'vitest'

import { FirstFrame } from './firstFrame.ts'

const endpoint = 'event: endpoint\ndata: /sse?sessionId=1\n\n'
const here = 'event: endpoint\ndata: /here\n\n'
const message = 'event: message\ndata: {"text":"é"}\n\n'

/** What leaves for these pieces, one by one; null where the stream is refused. */
function passed(pieces: (string | Uint8Array)[], lead: string | null = '/here') {
  const asked: string[] = []
  const first = new FirstFrame((one) => {
    asked.push(one)
    return lead
  })
  const left = pieces.map((piece) => first.push(Buffer.from(piece))?.toString() ?? null)
  return { left, asked, over: first.over }
}

test('an endpoint leads here, and what follows passes as it is', () => {
  expect(passed([endpoint + message, message, message])).toEqual({
    left: [here + message, message, message],
    asked: ['/sse?sessionId=1'],
    over: true,
  })
})

test('an endpoint is whole before it leaves, however it was cut', () => {
  const { left } = passed([...Buffer.from(endpoint + message)].map((byte) => Buffer.from([byte])))
  expect(left.slice(0, endpoint.length - 1).join('')).toBe('')
  expect(left[endpoint.length - 1]).toBe(here)
})

test('comments before it do not wait', () => {
  expect(passed([': hello\n\n', endpoint]).left).toEqual([': hello\n\n', here])
})

test.each([
  ['CRLF', 'event: endpoint\r\ndata: /sse?sessionId=1\r\n\r\n'],
  ['CR', 'event: endpoint\rdata: /sse?sessionId=1\r\r'],
  ['LF and no spaces', 'event:endpoint\ndata:/sse?sessionId=1\n\n'],
  ['the data first', 'data: /sse?sessionId=1\nevent: endpoint\n\n'],
  ['a byte order mark', '\uFEFFevent: endpoint\ndata: /sse?sessionId=1\n\n'],
  ['an event named twice', 'event: x\nevent: endpoint\ndata: /sse?sessionId=1\n\n'],
])('%s is understood as a client would', (_, text) => {
  expect(passed([text, message])).toMatchObject({
    left: [here, message],
    asked: ['/sse?sessionId=1'],
  })
})

test('the id of the frame stays', () => {
  expect(passed([`id: 7\n${endpoint}`]).left).toEqual([`event: endpoint\nid: 7\ndata: /here\n\n`])
})

describe('another stream', () => {
  test('passes byte for byte', () => {
    const bytes = Buffer.from([...Buffer.from('data: '), 0xff, 0xfe, 0x0a, 0x0a])
    const first = new FirstFrame(() => null)
    expect(first.push(bytes)).toEqual(bytes)
    expect(first.over).toBe(true)
  })

  test('is not asked about an endpoint that comes later', () => {
    expect(passed([message, endpoint])).toMatchObject({
      left: [message, endpoint],
      asked: [],
      over: true,
    })
  })
})

describe('is refused', () => {
  test('for an endpoint that leads nowhere', () => {
    expect(passed([': hello\n\n' + endpoint], null).left).toEqual([null])
  })

  test('for a first frame longer than any address', () => {
    const long = 'x'.repeat(65_536)
    expect(passed([`event: endpoint\ndata: `, long]).left).toEqual(['', null])
  })
})
