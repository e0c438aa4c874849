import { expect, test } from 'vitest'

import { bodyCap, KeptBody, mostPieces } from './keptBody.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('a body in single bytes takes no more than twice its length', () => {
  const body = new KeptBody()
  for (let index = 0; index < 5_000; index++) body.push(bytes('x'), index)
  expect(body.bytes.toString()).toBe('x'.repeat(5_000))
  expect(body.bytes.buffer.byteLength).toBeLessThanOrEqual(10_000)
  expect([...body.pieces()]).toEqual([])
})

test('a body in one chunk takes its length', () => {
  const body = new KeptBody()
  body.push(new Uint8Array(9_000), 1)
  expect(body.bytes.buffer.byteLength).toBe(9_000)
})

test('bytes are kept apart where lines ended, with the time of the end', () => {
  const body = new KeptBody()
  for (const [text, atMs] of [
    ['data: a', 1],
    ['b\n', 2],
    ['\ndata', 3],
    [': c', 4],
    ['\r', 5],
  ] as const)
    body.push(bytes(text), atMs)
  const pieces = [...body.pieces()].map((piece) => [
    piece.atMs,
    Buffer.from(piece.bytes).toString(),
  ])
  expect(pieces).toEqual([
    [2, 'data: ab\n'],
    [3, '\ndata'],
    [5, ': c\r'],
  ])
})

test('pieces are bounded, and so is the body', () => {
  const body = new KeptBody()
  for (let index = 0; index <= mostPieces; index++) body.push(bytes('\n'), index)
  expect([...body.pieces()]).toHaveLength(mostPieces)
  expect(body.truncated).toBe(false)
  body.push(new Uint8Array(bodyCap), 1)
  expect(body.bytes).toHaveLength(bodyCap)
  expect(body.truncated).toBe(true)
})
