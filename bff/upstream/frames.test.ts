import { expect, test } from 'vitest'

import { FrameCutter } from './frames.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const cutAll = (text: string) => new FrameCutter().push(bytes(text))

test.each([
  ['LF', 'event: message\ndata: {}\n\n', [{ event: 'message', data: '{}' }]],
  ['CRLF', 'event: message\r\ndata: {}\r\n\r\n', [{ event: 'message', data: '{}' }]],
  ['CR', 'data: a\r\rdata: b\r\r', [{ data: 'a' }]],
  ['no event line', 'data: {"id":1}\n\n', [{ data: '{"id":1}' }]],
  ['leading empty line', '\nevent: message\ndata: x\n\n', [{ event: 'message', data: 'x' }]],
  ['several data lines', 'data: a\ndata: b\n\n', [{ data: 'a\nb' }]],
  ['comments', ': hello\n\n:\n\ndata: x\n: y\n\n', [{ data: 'x' }]],
  ['id and retry', 'id: 7\nretry: 100\ndata: x\n\n', [{ id: '7', data: 'x' }]],
  ['no blank after the colon', 'data:x\n\n', [{ data: 'x' }]],
  ['only one blank is taken', 'data:  x\n\n', [{ data: ' x' }]],
  ['empty data', 'data\n\n', [{ data: '' }]],
  ['byte order mark', '\uFEFFdata: x\n\n', [{ data: 'x' }]],
])('cuts frames: %s', (_, text, frames) => {
  expect(cutAll(text)).toEqual(frames)
})

test('cuts the same frames however the bytes are split', () => {
  const all = bytes('event: message\r\ndata: é€😀\r\n\r\ndata: two\n\n')
  for (let cut = 0; cut <= all.length; cut++) {
    const cutter = new FrameCutter()
    const frames = [...cutter.push(all.subarray(0, cut)), ...cutter.push(all.subarray(cut))]
    expect(frames).toEqual([{ event: 'message', data: 'é€😀' }, { data: 'two' }])
  }
})

test('keeps a frame that the stream did not finish apart', () => {
  const cutter = new FrameCutter()
  expect(cutter.push(bytes('data: a\n\ndata: {"half'))).toEqual([{ data: 'a' }])
  expect(cutter.unfinished()).toEqual({ data: '{"half' })
  expect(cutter.unfinished()).toBeNull()
})

test('a carriage return at the end of a chunk is not yet a line end', () => {
  const cutter = new FrameCutter()
  expect(cutter.push(bytes('data: a\r'))).toEqual([])
  expect(cutter.push(bytes('\n\r\n'))).toEqual([{ data: 'a' }])
})

test('a long line in small pieces is cut in linear time', () => {
  const cutter = new FrameCutter()
  const piece = bytes('xxxx')
  cutter.push(bytes('data: '))
  for (let size = 0; size < 262_144; size += piece.length) cutter.push(piece)
  expect(cutter.push(bytes('\n\n'))[0]?.data).toHaveLength(262_144)
})
