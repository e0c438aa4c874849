import type { ServerResponse } from 'node:http'

import { describe, expect, test } from 'vitest'

import { deadOrigin, serve } from '../../testing/serve.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'
import { traceOf } from './traceEvents.ts'
import { createTurns } from './turns.ts'

const expression = 'jwt.groups.exists(g, g == "field-fte")'
const claims = 'authenticated request with JWT claims {"email":"bob@field.test"}'

/** As agentgateway 75b4e6c writes them for a refused call; times in microseconds. */
const refused = [
  { eventEnd: 12, message: { type: 'requestStarted' } },
  {
    eventEnd: 310,
    message: { type: 'policy', kind: 'jwt', result: { type: 'apply', details: claims } },
  },
  {
    eventEnd: 716,
    message: {
      type: 'cel',
      expr: expression,
      requestState: { jwt: { email: 'bob@field.test' }, headers: { authorization: 'Bearer abc' } },
      result: false,
    },
  },
  {
    eventEnd: 760,
    message: {
      type: 'authorizationResult',
      rules: [{ name: expression, matched: false, mode: 'allow' }],
      result: 'deny',
    },
  },
  { eventEnd: 800, message: { type: 'requestFinished', status: 400 } },
]

describe('of the events of a trace', () => {
  test('the rules and their outcomes are kept, and the steps by name', () => {
    expect(traceOf(refused)).toEqual({
      result: 'deny',
      rules: [{ expression, mode: 'allow', matched: false }],
      steps: [
        { atMs: 0.012, text: 'request started' },
        { atMs: 0.31, text: 'jwt: authenticated' },
        { atMs: 0.716, text: 'cel: false' },
        { atMs: 0.76, text: 'authorization: deny' },
        { atMs: 0.8, text: 'request finished 400' },
      ],
    })
  })

  test('no value is kept, whatever the event is', () => {
    const hidden = 'bob@field.test'
    const nosy = [
      { message: { type: 'policy', kind: hidden, result: { type: hidden, details: hidden } } },
      { message: { type: 'policyEvent', kind: hidden, details: hidden } },
      { message: { type: 'constructor', details: hidden } },
      { message: { type: 'routeSelection', selectedRoute: hidden } },
      { message: { type: 'backendCallStart', target: hidden } },
      { message: { type: 'backendCallResult', status: null, error: hidden } },
      { message: { type: 'requestSnapshot', requestState: { email: hidden } } },
      { message: { type: 'cel', expr: hidden, result: { error: hidden } } },
      { message: { type: 'cel', expr: hidden, result: hidden } },
      { message: { type: 'authorizationResult', rules: hidden, result: hidden } },
      { message: { type: hidden } },
    ]
    const trace = traceOf([...refused, ...nosy])
    expect(trace?.steps).toHaveLength(refused.length + 8)
    expect(JSON.stringify(trace)).not.toContain('bob@')
  })

  test.each([[[]], [[null, 7, { message: null }]], [[{ message: { type: 'unheard-of' } }]]])(
    'nothing is known from %j',
    (events) => expect(traceOf(events)).toBeNull(),
  )

  test('a request that one check allows and another refuses is refused', () => {
    const allowed = { message: { type: 'authorizationResult', rules: [], result: 'allow' } }
    expect(traceOf([allowed])?.result).toBe('allow')
    expect(traceOf([allowed, ...refused, allowed])?.result).toBe('deny')
  })
})

test('a turn is given to one at a time, and waiting ends', async () => {
  const turns = createTurns()
  const first = await turns.take('a', 1_000)
  expect(await turns.take('a', 1)).toBeNull()
  const other = await turns.take('b', 1)
  expect(other).not.toBeNull()
  const third = turns.take('a', 5_000)
  first?.()
  expect(await third).not.toBeNull()
})

const ready = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(': ready\n\n')
}

describe('a call', () => {
  const caller = { gateway: 'kb', persona: 'bob', signIn: signInOf('presenter') }
  const call = { tool: 'get_product_info', arguments: {}, trace: true }

  /** A gateway that refuses every call, and an admin port that answers a trace as told. */
  async function tracedBy(
    open: (response: ServerResponse) => void,
    product = 'agentgateway' as const,
  ) {
    let watching: ServerResponse | undefined
    const marks: (string | string[] | undefined)[] = []
    const admin = await serve((request, response) => {
      if (request.url?.startsWith('/debug/trace') !== true) return response.writeHead(404).end()
      watching = response
      return open(response)
    })
    const gateway = await serve((request, response) => {
      marks.push(request.headers['x-parallax-trace'])
      response.writeHead(400, { 'content-type': 'application/json' })
      const error = { code: -32_602, message: 'Unknown tool: get_product_info' }
      response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, error }))
      if (request.headers['x-parallax-trace'] === undefined) return
      for (const event of refused) watching?.write(`data: ${JSON.stringify(event)}\n\n`)
      watching?.end()
    })
    const kb = { url: `${gateway.origin}/mcp`, admin: admin.origin, product }
    const { upstream, exchanges } = upstreamOf({ gateways: { kb } })
    return { call: () => upstream.call(caller, call), marks, admin, exchanges }
  }

  test('is confirmed by what the gateway says of it, and the trace itself is kept nowhere', async () => {
    const { call: make, marks, admin, exchanges } = await tracedBy(ready)
    const view = await make()
    expect(view.trace).toMatchObject({ result: 'deny', rules: [{ expression, matched: false }] })
    const mark = marks.find((one) => one !== undefined)
    expect(marks.filter((one) => one === undefined)).toHaveLength(marks.length - 1)
    expect(
      new URL(admin.requests.at(-1)?.slice(5) ?? '', admin.origin).searchParams.get('expression'),
    ).toBe(`request.headers["x-parallax-trace"] == "${mark?.toString()}"`)
    const kept = await exchanges.list('presenter', 50)
    const whole = await Promise.all(kept.map(({ id }) => exchanges.one('presenter', id)))
    expect(whole.map((one) => one?.label)).toContain('trace a call')
    expect(JSON.stringify([view, whole])).not.toMatch(/bob@|requestState/)
    expect((await make()).trace?.result).toBe('deny')
  })

  test.each([
    [404, 'This release has no trace; it came with 1.2.'],
    [503, 'answered 503 for /debug/trace'],
  ])('is made all the same where the admin port says %d', async (status, sentence) => {
    const { call: make } = await tracedBy((response) => void response.writeHead(status).end())
    const view = await make()
    expect(view.untraced).toContain(sentence)
    expect(view.verdict.outcome).toBe('refused')
  })

  test('is made all the same where the gateway is not ready in a second, or ends the trace at once', async () => {
    const silent = await tracedBy(() => undefined)
    expect((await silent.call()).untraced).toContain('was not ready to trace within a second')
    const ended = await tracedBy((response) => void response.end(': ready\n\n'))
    expect((await ended.call()).untraced).toContain('no request with the mark')
  })

  test('at a gateway that tells nothing says so', async () => {
    const kb = { url: 'http://127.0.0.1:1/mcp', product: 'kuadrant' as const }
    const { upstream } = upstreamOf({ gateways: { kb } })
    expect((await upstream.call(caller, call)).untraced).toBe(
      'Only agentgateway tells which rule decided.',
    )
    const dead = { url: kb.url, product: 'agentgateway' as const, admin: await deadOrigin() }
    const other = upstreamOf({ gateways: { kb: dead } })
    expect((await other.upstream.call(caller, call)).untraced).toContain('Nothing listens on')
  })
})
