import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { startRuntimes } from './runtimes.ts'
import { startOwn } from './target.ts'

/** An agent that says what reached it. */
const agent = createServer(async (request, response) => {
  const body = await text(request)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ headers: request.headers, body }))
}).listen(0, '127.0.0.1')
await once(agent, 'listening')
const { port } = agent.address() as AddressInfo // a TCP server that listens has one

const runtimes = await startRuntimes(Date.now)
const kagent = runtimes.adapters.Kagent
const target = await startOwn({
  runtimes,
  adapters: {
    ...runtimes.adapters,
    Kagent: {
      ...kagent,
      start: async (deployment) => ({
        ...(await kagent.start(deployment)),
        endpoint: `http://127.0.0.1:${port}/a2a`,
      }),
    },
  },
})
const { send, token } = client(target)
afterAll(async () => {
  agent.close()
  agent.closeAllConnections()
  await target.close()
  await runtimes.close()
})
await target.turn(5_000)

const at = (runtime: string, deployment: string) =>
  `/v0/a2a/sessions/${runtime}/agents/${deployment}`
const message = '{"jsonrpc":"2.0","id":"1","method":"message/send",  "params":{}}'
const chat = (path: string, as = 'admin') =>
  send(path, { method: 'POST', type: 'application/json', body: message, as })

describe('chat through the registry', () => {
  test('passes the body unread, with who asks and their token', async () => {
    const answer = await chat(at('kagent-tor1', 'solofieldassistant-kagent'))
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      body: message,
      headers: {
        'x-user-id': 'admin',
        authorization: `Bearer ${await token('admin')}`,
        'content-type': 'application/json',
      },
    })
  })

  test('needs runtime:invoke on that agent', async () => {
    const path = at('kagent-tor1', 'solofieldassistant-kagent')
    expect((await chat(path, 'engineering')).status).toBe(200)
    expect((await chat(path, 'viewer')).body).toEqual({
      title: 'Forbidden',
      status: 403,
      detail: 'forbidden',
    })
  })

  test.each([
    [at('kagent-tor1', 'nobody'), 'Deployment "default"/"nobody" not found'],
    [
      at('aws-agentcore', 'solofieldassistant-kagent'),
      'Deployment "default"/"solofieldassistant-kagent" not found on runtime "aws-agentcore"',
    ],
  ])('%s is 404', async (path, detail) => {
    const answer = await chat(path)
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({ detail })
  })

  test('a deployment without an endpoint is 502', async () => {
    const answer = await chat(at('aws-agentcore-eu', 'release-notes-eu'))
    expect(answer.status).toBe(502)
    expect(answer.body).toMatchObject({
      detail: 'deployment "release-notes-eu" has no endpoint yet',
    })
  })
})
