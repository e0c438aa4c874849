import { expect, test } from 'vitest'

import { type Handler, piped } from '../testing/piped.ts'

/** A gateway of HTTP with SSE whose stream begins with these pieces and stays open. */
const streaming =
  (pieces: string[], closed = () => {}): Handler =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.once('close', closed)
    for (const piece of pieces) response.write(piece)
  }

const answer = 'event: message\ndata: {"id":1}\n\n'

async function readUntil(response: Response, end: string): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.endsWith(end)) {
    const { value, done } = (await reader?.read()) ?? { done: true }
    if (done) break
    text += value
  }
  await reader?.cancel()
  return text
}

test('an endpoint leads back to the pipe while the stream goes on', async () => {
  const { base } = await piped(
    streaming(['event: endpoint\ndata: /mcp?sessionId=0123456789\n\n', answer]),
  )
  const here = 'event: endpoint\ndata: /bff/p/alice/t/kb?sessionId=0123456789\n\n'
  expect(await readUntil(await fetch(base), answer)).toBe(here + answer)
})

test.each(['http://evil.example/mcp?sessionId=1', '/admin?sessionId=1'])(
  'an endpoint elsewhere ends the stream, here and at the gateway: %s',
  async (endpoint) => {
    const left = Promise.withResolvers<void>()
    const { base, exchanges } = await piped(
      streaming([`event: endpoint\ndata: ${endpoint}\n\n`, answer], left.resolve),
    )
    const text = await (await fetch(base)).text()
    expect(text).toMatch(/^: The gateway names an endpoint that is not below.*\n\n$/)
    await left.promise
    expect(await exchanges.list('presenter', 1)).toMatchObject([
      { error: { code: 'FOREIGN_ENDPOINT' }, state: 'done' },
    ])
  },
)

test('the stream of a session that a header names is not touched', async () => {
  const foreign = 'event: endpoint\ndata: http://evil.example/\n\n'
  const { base } = await piped(streaming([foreign]))
  const response = await fetch(base, { headers: { 'mcp-session-id': 's1' } })
  expect(await readUntil(response, '\n\n')).toBe(foreign)
})

test('an announced length does not cut an endpoint that became longer', async () => {
  const stream = `event: endpoint\ndata: ?sessionId=1\n\n${answer}`
  const { base } = await piped((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/event-stream', 'content-length': stream.length })
      .end(stream),
  )
  expect(await (await fetch(base)).text()).toBe(
    `event: endpoint\ndata: /bff/p/alice/t/kb?sessionId=1\n\n${answer}`,
  )
})

test('what a server repeats of its session is not shown, in the stream or after a message', async () => {
  const id = 'a-session-of-that-server'
  const { base, exchanges } = await piped((request, response) => {
    if (request.method === 'POST') return response.end(`{"you":"${id}"}`)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    return response.end(`event: endpoint\ndata: ?sessionId=${id}\n\ndata: {"you":"${id}"}\n\n`)
  })
  expect(await (await fetch(base)).text()).toContain(id)
  await (await fetch(`${base}?sessionId=${id}`, { method: 'POST', body: '{}' })).text()
  const seen = await exchanges.list('presenter', 2)
  expect(seen).toHaveLength(2)
  const views = await Promise.all(seen.map((one) => exchanges.one('presenter', one.id)))
  expect(views.map((one) => one?.responseBody)).toEqual([
    expect.stringContaining('"you":"••••"'),
    expect.stringContaining('"you":"••••"'),
  ])
  expect(JSON.stringify(views)).not.toContain(id)
})
