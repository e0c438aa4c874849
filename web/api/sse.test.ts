import { expect, test } from 'vitest'

import { lines } from './lines.ts'
import { sseParser, type SseEvent } from './sse.ts'

const bytes = (...chunks: string[]) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })

async function read(...chunks: string[]): Promise<SseEvent[]> {
  const parse = sseParser()
  const events: SseEvent[] = []
  for await (const line of lines(bytes(...chunks))) {
    const event = parse(line)
    if (event) events.push(event)
  }
  return events
}

test('an event is whole at its empty line, wherever the network cut it', async () => {
  expect(
    await read('event: exch', 'ange\nda', 'ta: {"a":1}\n', '\nevent: upstream\ndata: {}\n\n'),
  ).toEqual([
    { event: 'exchange', data: '{"a":1}' },
    { event: 'upstream', data: '{}' },
  ])
})

test('data lines are joined, comments are read over, and CRLF is a line end too', async () => {
  expect(await read(': here\r\n\r\ndata: one\r\ndata:two\r\nretry: 10\r\n\r\n')).toEqual([
    { event: 'message', data: 'one\ntwo' },
  ])
})

test('an id belongs to the frame that carries it', async () => {
  expect(await read('id: 7\ndata: a\n\ndata: b\n\n')).toEqual([
    { event: 'message', data: 'a', id: '7' },
    { event: 'message', data: 'b' },
  ])
})

test('an event that the connection cut off is not an event', async () => {
  expect(await read('event: exchange\ndata: {"a":1}\n')).toEqual([])
})

test('a letter of several bytes survives being cut in two', async () => {
  const [first, second] = [new Uint8Array([0x64, 0xc3]), new Uint8Array([0xa9, 0x0a])]
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(first)
      controller.enqueue(second)
      controller.close()
    },
  })
  const seen: string[] = []
  for await (const line of lines(stream)) seen.push(line)
  expect(seen).toEqual(['dé'])
})
