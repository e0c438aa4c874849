import type { ServerResponse } from 'node:http'

import { afterEach, describe, expect, it, vi } from 'vitest'

import type { RpcMessage } from '../core/jsonrpc.ts'
import { rpc, type Running, startGateway } from '../testing/gateway.ts'
import { listen } from '../testing/listen.ts'
import { startUpstream } from '../testing/upstream.ts'

const running: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.close()))
})

/** A gateway without policies before an upstream that answers `tools/call` in its own way. */
async function before(answer: (response: ServerResponse) => void): Promise<Running> {
  const upstream = await startUpstream({
    session: 's1',
    before: (response: ServerResponse, message: RpcMessage) => {
      const mine = 'method' in message && message.method === 'tools/call'
      if (mine) answer(response)
      return mine
    },
  })
  const gateway = await startGateway(upstream.port, {})
  running.push(gateway, upstream)
  return gateway
}

async function withoutUpstream(): Promise<{ gateway: Running; port: number }> {
  const gone = await listen(() => undefined)
  await gone.close()
  const gateway = await startGateway(gone.port, {})
  running.push(gateway)
  return { gateway, port: gone.port }
}

const call = rpc(3, 'tools/call', { name: 'search', arguments: {} })
const sse = { 'content-type': 'text/event-stream' }
const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } }
const done = { jsonrpc: '2.0', id: 3, result: { content: [] } }

describe('an upstream that cannot be reached', () => {
  it('answers a call with the id of the gateway’s own handshake', async () => {
    const { gateway, port } = await withoutUpstream()
    const response = await gateway.post(call)
    expect(response.status).toBe(500)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.text()).toBe(
      `{"jsonrpc":"2.0","id":0,"error":{"code":-32603,"message":"failed to send message: http upstream error: http request failed: upstream call failed: connect ECONNREFUSED 127.0.0.1:${port}"}}`,
    )
  })

  it('answers initialize with its own id', async () => {
    const { gateway } = await withoutUpstream()
    const response = await gateway.post(rpc('i', 'initialize', { protocolVersion: '2025-06-18' }))
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('"id":"i","error":{"code":-32603')
  })
})

describe('an upstream whose stream breaks during the handshake', () => {
  it.each([
    ['and the connection with it,', (response: ServerResponse) => response.destroy()],
    ['in the middle of an event,', (response: ServerResponse) => response.end()],
  ])('%s has the call answered with the id of that handshake', async (_when, end) => {
    const upstream = await startUpstream({
      before: (response) => {
        response
          .writeHead(200, sse)
          .write('data: {"jsonrpc":"2.0","id":0,"resu', () => end(response))
        return true
      },
    })
    const gateway = await startGateway(upstream.port, {})
    running.push(gateway, upstream)
    const response = await gateway.post(call)
    expect(response.status).toBe(500)
    expect(await response.text()).toMatch(
      /^\{"jsonrpc":"2\.0","id":0,"error":\{"code":-32603,"message":"failed to send message: http upstream error: /,
    )
  })
})

describe('an upstream that answers', () => {
  it('with an HTTP error has it passed on as it is', async () => {
    const gateway = await before((response) =>
      response
        .writeHead(401, {
          'content-type': 'application/problem+json',
          'www-authenticate': 'Bearer x="y"',
        })
        .end('{"not":"you"}'),
    )
    const response = await gateway.post(call)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('www-authenticate')).toBe('Bearer x="y"')
    expect(await response.text()).toBe('{"not":"you"}')
  })

  it('with a JSON-RPC error has it framed, and noted in the log', async () => {
    const error = { jsonrpc: '2.0', id: 3, error: { code: -32000, message: 'no luck', data: [1] } }
    const gateway = await before((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(error)),
    )
    const response = await gateway.post(call)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(`event: message\ndata: ${JSON.stringify(error)}\n\n`)
    await vi.waitFor(() => expect(gateway.lines).toHaveLength(1))
    expect(gateway.lines[0]).toContain('mcp.error.code=-32000 mcp.error.message="no luck"')
  })

  it.each([
    [
      'text that is not JSON',
      'application/json',
      '<html>',
      'the upstream did not answer with JSON-RPC',
    ],
    ['a web page', 'text/html', '<html>', 'unexpected content type: text/html'],
  ])('with %s is an upstream error', async (_what, type, body, why) => {
    const gateway = await before((response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    )
    const response = await gateway.post(call)
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({
      id: 3,
      error: {
        code: -32603,
        message: `failed to send message: http upstream error: http request failed: ${why}`,
      },
    })
  })
})

describe('an upstream that streams', () => {
  it('has each message relayed before the next one is there', async () => {
    let streaming: ServerResponse | undefined
    const gateway = await before((response) => {
      response.writeHead(200, sse).write(`: hello\n\nid: 7\n${data(progress)}`)
      streaming = response
    })
    const response = await gateway.post(call)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe(`event: message\n${data(progress)}`)
    streaming?.end(data(done))
    expect((await reader?.read())?.value).toBe(`event: message\n${data(done)}`)
    expect((await reader?.read())?.done).toBe(true)
  })

  it.each([
    ['breaks', (response: ServerResponse) => response.destroy(), 'terminated|aborted|closed'],
    [
      'ends early',
      (response: ServerResponse) => response.end(),
      'the stream ended before the answer',
    ],
    [
      'sends rubbish',
      (response: ServerResponse) => response.end('data: {]\n\n'),
      'did not answer with JSON-RPC',
    ],
  ])('and %s is answered with an error frame for the request', async (_what, end, why) => {
    const gateway = await before((response) => {
      response.writeHead(200, sse)
      response.write(data(progress), () => end(response))
    })
    const response = await gateway.post(call)
    expect(response.status).toBe(200)
    const [first, second] = (await response.text()).split('\n\n')
    expect(first).toBe(`event: message\ndata: ${JSON.stringify(progress)}`)
    expect(second).toMatch(
      new RegExp(
        `^event: message\ndata: {"jsonrpc":"2.0","id":3,"error":{"code":-32603,"message":".*(${why})`,
      ),
    )
  })

  it('is left, and its session ended, when the client goes away', async () => {
    const closed = vi.fn<() => void>()
    const upstream = await startUpstream({
      session: 's1',
      before: (response, message) => {
        if (!('method' in message) || message.method !== 'tools/call') return false
        response.once('close', closed)
        response.writeHead(200, sse).write(data(progress))
        return true
      },
    })
    const gateway = await startGateway(upstream.port, {})
    running.push(gateway, upstream)
    const response = await gateway.post(call)
    await response.body?.cancel()
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
    await vi.waitFor(() => expect(upstream.steps()).toContain('DELETE'))
  })
})
