import type { IncomingMessage, ServerResponse } from 'node:http'

import { expect, test } from 'vitest'

import { serve, textOf } from '../testing/serve.ts'
import { held, noon, signInOf, upstreamOf } from '../testing/upstream.ts'

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
const token = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ sub: 'alice' })}.c2lnbmF0dXJl`
const alice = { gateway: 'kb', persona: 'alice', signIn: signInOf('presenter') }

/** A gateway that says the token it was asked with wherever an answer has room for it. */
async function gossip(
  how: (said: string, id: number) => { status: number; body: object },
  own = token,
) {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { id } = JSON.parse(await textOf(request)) as { id: number } // what the code under test sent
    const { status, body } = how(request.headers.authorization ?? '', id)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const { origin } = await serve((request, response) => void answer(request, response))
  const tokens = {
    get: async () => held(own, { exp: noon / 1000 + 60 }),
    renew: async () => null,
  }
  return upstreamOf({ gateways: { kb: { url: `${origin}/mcp` } }, tokens }).upstream
}

const rpc = (rest: object) => (id: number) => ({ jsonrpc: '2.0', id, ...rest })

test.each<[string, number, (said: string) => (id: number) => object]>([
  ['a failed tool', 200, (said) => rpc({ result: { isError: true, content: [text(said)] } })],
  ['an error', 200, (said) => rpc({ error: { code: -32_000, message: `I got ${said}` } })],
  ['a refused token', 401, (said) => () => ({ error: `not valid: ${said}` })],
  ['an outage', 500, (said) => () => ({ message: `failed for ${said}` })],
])('T01: %s that repeats the token does not carry it to the browser', async (_, status, body) => {
  const upstream = await gossip((said, id) => ({ status, body: body(said)(id) }))
  const call = await upstream.call(alice, { tool: 'whoami', arguments: {} })
  expect(call.verdict.message).toMatch(/••••/)
  expect(JSON.stringify(call)).not.toContain(token)
  expect(JSON.stringify(await upstream.history.list('presenter', 1))).not.toContain(token)
})

test('T01: a list of tools that describes itself by the token does not carry it to the browser', async () => {
  const upstream = await gossip((said, id) => ({
    status: 200,
    body: rpc({ result: { tools: [{ name: 'whoami', description: `You sent ${said}` }] } })(id),
  }))
  const list = await upstream.tools.list(alice)
  expect(list.tools).toEqual([
    { name: 'whoami', description: 'You sent Bearer ••••', inputSchema: {} },
  ])
  expect(JSON.stringify(list)).not.toContain(token)
})

test('T01: a token without any form is masked where it is repeated bare, also in the exchange', async () => {
  const own = 'a/token+without/form'
  const upstream = await gossip((said, id) => {
    const [, bare = ''] = said.split(' ')
    return { status: 200, body: rpc({ result: { content: [text(bare)] } })(id) }
  }, own)
  const call = await upstream.call(alice, { tool: 'whoami', arguments: {} })
  expect(call.result).toEqual({ content: [text('••••')] })
  const exchange = await upstream.exchanges.one('presenter', call.exchange)
  for (const seen of [call, exchange]) {
    expect(JSON.stringify(seen)).toContain('••••')
    expect(JSON.stringify(seen)).not.toContain('without/form')
  }
})

const text = (said: string) => ({ type: 'text', text: said })
