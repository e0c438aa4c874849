import { expect, test } from 'vitest'

import type { CallView } from '../contract.ts'
import { Problem } from '../problem.ts'
import { createStreamLimit } from '../security/streamLimit.ts'
import { serve, textOf } from '../testing/serve.ts'
import { signInOf, tokenSource, upstreamOf } from '../testing/upstream.ts'
import { type CallsParts, createCalls } from './calls.ts'
import { createMcp } from './mcp.ts'
import { createTools } from './tools.ts'

const caller = { gateway: 'kb', persona: 'alice', signIn: signInOf('presenter') }
const echo = { tool: 'echo', arguments: {} }

/** Calls at a gateway that answers everything, with what it was sent. */
async function callsWith(hooks: Pick<CallsParts, 'traced' | 'made' | 'called'>) {
  const sent: { method: string; trace: unknown }[] = []
  const { origin } = await serve((request, response) => {
    void textOf(request).then((text) => {
      const { method } = JSON.parse(text) as { method: string } // what the code under test sent
      sent.push({ method, trace: request.headers['x-console-trace'] })
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"jsonrpc":"2.0","id":1,"result":{"tools":[],"content":[]}}')
    })
  })
  const parts = upstreamOf({ gateways: { kb: { url: `${origin}/mcp` } } })
  const { config, exchanges, clock, upstream, hub } = parts
  const { pools, history } = upstream
  const tokens = tokenSource()
  const streams = createStreamLimit(5)
  const mcp = createMcp({ config, pools, recorder: exchanges, tokens, clock, hub, streams })
  const toolsParts = { mcp, clock, trust: async () => undefined }
  const call = createCalls({
    ...toolsParts,
    history,
    tools: createTools(toolsParts),
    ...hooks,
  })
  return { call, sent }
}

test('a call that is to be traced carries what the trace finds it by, and brings the trace back', async () => {
  const trace = { result: 'deny' as const, rules: [], steps: [] }
  const traced = async () => ({
    headers: { 'x-console-trace': 'this one' },
    read: async () => trace,
  })
  const { call, sent } = await callsWith({ traced })
  expect(await call(caller, { ...echo, trace: true })).toMatchObject({ trace })
  expect(sent).toEqual([
    { method: 'tools/list', trace: undefined },
    { method: 'tools/call', trace: 'this one' },
  ])
  const plain = await call(caller, echo)
  expect(plain).not.toHaveProperty('trace')
  expect(plain).not.toHaveProperty('untraced')
})

test('a sentence calls a persona as people do, the view by its id', async () => {
  const named = await callsWith({ called: (persona) => `the ${persona} token` })
  const view = await named.call(caller, echo)
  expect(view.persona).toBe('alice')
  expect(view.verdict.sentence).toMatch(/^the alice token: /)
  const plain = await callsWith({})
  expect((await plain.call(caller, echo)).verdict.sentence).toMatch(/^alice: /)
})

test('a call that cannot be traced is made all the same, and says why', async () => {
  const { call } = await callsWith({
    traced: () => Promise.reject(new Problem(502, 'bad_gateway', 'The admin port is closed.')),
  })
  expect(await call(caller, { ...echo, trace: true })).toMatchObject({
    untraced: 'The admin port is closed.',
    verdict: { outcome: 'allowed' },
  })
  const none = await callsWith({})
  expect(await none.call(caller, { ...echo, trace: true })).toMatchObject({
    untraced: 'Nothing here can read its traces.',
  })
})

test('whoever wants to know of calls is told of each when it is over', async () => {
  const made: [string, CallView, string | undefined][] = []
  const { call } = await callsWith({
    made: ({ persona }, view, session) => void made.push([persona, view, session]),
  })
  const view = await call(caller, echo)
  expect(made).toEqual([['alice', view, undefined]])
})
