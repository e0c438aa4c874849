import { once } from 'node:events'
import { type IncomingMessage, request as nodeRequest } from 'node:http'
import { Readable } from 'node:stream'

import { describe, expect, test } from 'vitest'

import { echo, type Handler, piped } from '../testing/piped.ts'
import { deadOrigin, textOf } from '../testing/serve.ts'
import { held, tokenSource } from '../testing/upstream.ts'

const wantsFresh: Handler = (request, response) => {
  void textOf(request).then((body) =>
    request.headers.authorization === 'Bearer fresh'
      ? response.end(`now ${body}`)
      : response.writeHead(401, { 'content-type': 'text/plain' }).end('authentication failure: x'),
  )
}
const post = (base: string, body: RequestInit['body']) =>
  fetch(base, { method: 'POST', body, duplex: 'half' } as RequestInit) // duplex: undici's own field

describe('T12: a refused token', () => {
  test('is renewed once and a body of known length sent again', async () => {
    const { base, gateway } = await piped(wantsFresh, { tokens: tokenSource(held('fresh')) })
    expect(await (await post(base, '{"a":1}')).text()).toBe('now {"a":1}')
    expect(gateway.requests).toHaveLength(2)
  })

  test('stays a 401 with the words of the gateway when no other token can be had', async () => {
    const { base, gateway } = await piped(wantsFresh)
    const response = await post(base, '{}')
    expect(response.status).toBe(401)
    expect(await response.text()).toBe('authentication failure: x')
    expect(gateway.requests).toHaveLength(1)
  })

  test('is not retried when the body could only be sent once', async () => {
    const { base, gateway } = await piped(wantsFresh, { tokens: tokenSource(held('fresh')) })
    const response = await post(
      base,
      Readable.toWeb(Readable.from([Buffer.from('{}')])) as RequestInit['body'],
    ) // a web stream
    expect(response.status).toBe(401)
    expect(gateway.requests).toHaveLength(1)
  })
})

test('T24: a refusal longer than anybody reads is passed on as it comes, not kept', async () => {
  const left = Promise.withResolvers<void>()
  const { base, gateway } = await piped(
    (_, response) => {
      response.writeHead(401, { 'content-type': 'text/plain' })
      response.write('x'.repeat(100_000)) // and it does not end
      response.once('close', () => left.resolve())
    },
    { tokens: tokenSource(held('fresh')) },
  )
  const away = new AbortController()
  const response = await fetch(base, { signal: away.signal })
  expect(response.status).toBe(401)
  const reader = response.body?.getReader()
  for (let size = 0; size < 100_000;) size += (await reader?.read())?.value?.length ?? NaN
  away.abort()
  await left.promise
  expect(gateway.requests).toHaveLength(1)
})

describe('T24: limits and failures', () => {
  const limits = { bodyBytes: 10, upstreamHeaders: '200ms' }

  test('a body that is announced too large does not leave', async () => {
    const { base, gateway } = await piped(echo, { limits })
    const response = await fetch(base, { method: 'POST', body: '01234567890' })
    expect(response.status).toBe(413)
    expect(gateway.requests).toEqual([])
  })

  test('a body that turns out too large ends the request', async () => {
    const { base } = await piped(echo, { limits })
    const request = nodeRequest(base, {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
    })
    request.write('01234')
    request.end('567890')
    const [response] = (await once(request, 'response')) as [IncomingMessage] // the event's one argument
    expect(response.statusCode).toBe(413)
  })

  test('nobody there is 502 and names the gateway', async () => {
    const dead = { gateways: { kb: { url: `${await deadOrigin()}/mcp` } } }
    const { base } = await piped(echo, dead)
    const response = await fetch(base)
    expect(response.status).toBe(502)
    expect(await response.json()).toMatchObject({
      error: {
        code: 'bad_gateway',
        upstream: 'kb',
        message: expect.stringContaining('Nothing listens'),
      },
    })
  })

  test('a gateway that does not answer is 504', async () => {
    const { base } = await piped(() => undefined, { limits })
    const response = await fetch(base)
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({ error: { code: 'gateway_timeout' } })
  })

  test('an answer that breaks off breaks off here too, and is recorded so', async () => {
    const { base, exchanges } = await piped((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: half', () => response.destroy())
    })
    await expect(fetch(base).then((response) => response.text())).rejects.toThrow()
    expect(await exchanges.list('presenter', 1)).toMatchObject([{ status: 200, error: {} }])
  })
})

describe('streams', () => {
  test('an event is passed on before the next one exists', async () => {
    const second = Promise.withResolvers<void>()
    const { base } = await piped((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: one\n\n')
      void second.promise.then(() => response.end('data: two\n\n'))
    })
    const response = await fetch(base)
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe('data: one\n\n')
    second.resolve()
    expect((await reader?.read())?.value).toBe('data: two\n\n')
  })

  test('as many as a pool has connections do not hold up a call', async () => {
    const most = 64
    const left: Promise<unknown>[] = []
    const { base } = await piped((request, response) => {
      if (request.method === 'POST') return echo(request, response)
      left.push(once(response, 'close'))
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      return undefined
    })
    const away = new AbortController()
    await Promise.all(Array.from({ length: most }, () => fetch(base, { signal: away.signal })))
    expect((await post(base, '{}')).status).toBe(200)
    away.abort()
    await Promise.all(left)
  })

  test('a browser that goes away ends the request upstream, and the process lives', async () => {
    const left = Promise.withResolvers<void>()
    const { base } = await piped((request, response) => {
      if (request.url !== '/mcp/live') return echo(request, response)
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n')
      response.once('close', () => left.resolve())
      return undefined
    })
    const away = new AbortController()
    const response = await fetch(`${base}/live`, { signal: away.signal })
    await response.body?.getReader().read()
    away.abort()
    await left.promise
    expect((await fetch(base)).status).toBe(200)
  })

  test('a large answer arrives whole through back-pressure', async () => {
    const megabyte = Buffer.alloc(1_048_576, 'x')
    const { base, exchanges } = await piped((_, response) => {
      response.end(Buffer.concat([megabyte, megabyte, megabyte, megabyte]))
    })
    expect(await (await fetch(base)).text()).toHaveLength(4 * megabyte.length)
    const [summary] = await exchanges.list('presenter', 1)
    expect(await exchanges.one('presenter', summary?.id ?? '')).toMatchObject({ truncated: true })
  })
})

test('what passes is recorded with a label, its frames and without the token', async () => {
  const { base, exchanges } = await piped((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end('event: message\ndata: {"result":{}}\n\n')
  })
  await (await fetch(base, { method: 'POST', body: '{"method":"tools/list"}' })).text()
  const [summary] = await exchanges.list('presenter', 1)
  expect(await exchanges.one('presenter', summary?.id ?? '')).toMatchObject({
    label: 'piped tools/list',
    persona: 'alice',
    state: 'done',
    requestBody: '{"method":"tools/list"}',
    requestHeaders: expect.arrayContaining([['authorization', 'Bearer ••••']]),
    frames: [{ event: 'message', data: '{"result":{}}' }],
  })
})

test('a piped stream takes one of the places an operator has, a call takes none', async () => {
  const { base } = await piped(
    (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      if (request.method === 'GET') response.write(':\n\n')
      else response.end('{}')
    },
    { limits: { streams: 1 } },
  )
  const away = new AbortController()
  const listening = await fetch(base, { signal: away.signal })
  expect(listening.status).toBe(200)
  expect((await fetch(base)).status).toBe(429)
  expect((await post(base, '{}')).status).toBe(200)
  away.abort()
  await expect.poll(async () => (await fetch(base)).status).toBe(200)
})
