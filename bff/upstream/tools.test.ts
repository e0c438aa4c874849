import type { IncomingMessage, ServerResponse } from 'node:http'

import { expect, test } from 'vitest'

import { serve, textOf } from '../testing/serve.ts'
import { held, signInOf, upstreamOf } from '../testing/upstream.ts'

/** Lists one tool, named after the token that asks. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { id } = JSON.parse(await textOf(request)) as { id: number } // what the code under test sent
  const name = `tool-of-${request.headers.authorization?.split('-').at(-1)}`
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ jsonrpc: '2.0', id, result: { tools: [{ name }] } }))
}

test('what is listed is asked again when the persona is given another account', async () => {
  const { origin } = await serve((request, response) => void answer(request, response))
  let who = 'ann'
  const tokens = {
    get: async () => held(`token-of-${who}`, { iss: 'http://idp.test', sub: who }),
    renew: async () => null,
  }
  const { tools } = upstreamOf({ gateways: { kb: { url: `${origin}/mcp` } }, tokens }).upstream
  const alice = { gateway: 'kb', persona: 'alice', signIn: signInOf('presenter') }
  expect(await tools.listed(alice, 'tool-of-ann')).toBe('listed')
  who = 'ben'
  expect(await tools.listed(alice, 'tool-of-ann')).toBe('hidden')
  expect(await tools.listed(alice, 'tool-of-ben')).toBe('listed')
})
