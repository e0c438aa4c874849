import type { ServerResponse } from 'node:http'

import { afterEach, describe, expect, it } from 'vitest'

import type { RpcMessage } from '../core/jsonrpc.ts'
import type { Running } from '../testing/gateway.ts'
import { policy } from '../testing/manifests.ts'
import { messagesOf, startTargets } from '../testing/targets.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'
import { modern, modernHeaders } from '../testing/wire.ts'

const running: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.close()))
})

type Before = (response: ServerResponse, message: RpcMessage) => boolean

/** Two targets that keep no sessions, behind a backend that would. */
async function start(
  one?: Before,
  two?: Before,
  policies: Record<string, string> = {},
): Promise<{ gateway: Running; one: Upstream; two: Upstream }> {
  const upstreams = {
    one: await startUpstream(one && { before: one }),
    two: await startUpstream(two && { before: two }),
  }
  const ports = { one: upstreams.one.port, two: upstreams.two.port }
  const gateway = await startTargets(ports, {}, { policies })
  running.push(gateway, upstreams.one, upstreams.two)
  return { gateway, ...upstreams }
}

const isMethod = (message: RpcMessage, method: string): boolean =>
  'method' in message && message.method === method

describe('a request of MCP 2026-07-28 to a backend with sessions', () => {
  it('needs none, and goes to its target without a handshake, under its own name there', async () => {
    const { gateway, one, two } = await start()
    const response = await gateway.post(
      modern('tools/call', { name: 'two_search' }),
      modernHeaders('tools/call', 'two_search'),
    )
    expect(response.status).toBe(200)
    expect(response.headers.get('mcp-session-id')).toBeNull()
    expect(one.steps()).toEqual([])
    expect(two.steps()).toEqual(['POST tools/call'])
    expect(two.seen[0]?.headers['mcp-name']).toBe('search')
  })

  it('discovers what all targets can do', async () => {
    const { gateway } = await start()
    const response = await gateway.post(modern('server/discover'), modernHeaders('server/discover'))
    expect(messagesOf(await response.text())).toMatchObject([
      {
        id: 7,
        result: {
          resultType: 'complete',
          supportedVersions: ['2026-07-28'],
          capabilities: { tools: { listChanged: true }, resources: { subscribe: true } },
          ttlMs: 0,
          cacheScope: 'private',
        },
      },
    ])
  })

  it('with an unknown prefix is told so as a wrong parameter', async () => {
    const { gateway } = await start()
    const response = await gateway.post(
      modern('tools/call', { name: 'three_search' }),
      modernHeaders('tools/call', 'three_search'),
    )
    expect([response.status, await response.text()]).toEqual([
      400,
      '{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"invalid request parameters: unknown service three"}}',
    ])
  })

  it('is refused with an error where a server asks the client directly', async () => {
    const { gateway } = await start((response, message) => {
      if (!isMethod(message, 'tools/call')) return false
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end('data: {"jsonrpc":"2.0","id":0,"method":"elicitation/create","params":{}}\n\n')
      return true
    })
    const response = await gateway.post(
      modern('tools/call', { name: 'one_search' }),
      modernHeaders('tools/call', 'one_search'),
    )
    expect(messagesOf(await response.text())).toEqual([
      {
        jsonrpc: '2.0',
        id: 7,
        error: {
          code: -32603,
          message:
            'gateway cannot route direct server-to-client requests; return an input_required result instead',
        },
      },
    ])
  })
})

/** Acknowledges what it was asked for, then says that a resource changed, then ends well. */
const announces: Before = (response, message) => {
  if (!('id' in message) || !('method' in message)) return false
  if (message.method !== 'subscriptions/listen') return false
  const { notifications } = message.params ?? {}
  const said = [
    { method: 'notifications/subscriptions/acknowledged', params: { notifications } },
    { method: 'notifications/resources/updated', params: { uri: 'memo://note' } },
    { id: message.id, result: {} },
  ]
  response
    .writeHead(200, { 'content-type': 'text/event-stream' })
    .end(said.map((m) => `data: ${JSON.stringify({ jsonrpc: '2.0', ...m })}\n\n`).join(''))
  return true
}

const listen = (gateway: Running, notifications: object) =>
  gateway.post(
    modern('subscriptions/listen', { notifications }),
    modernHeaders('subscriptions/listen'),
  )

describe('a subscription', () => {
  it('is acknowledged once for all targets, before anything else comes', async () => {
    const { gateway, one, two } = await start(announces, announces)
    const asked = {
      toolsListChanged: true,
      resourceSubscriptions: ['one+memo://note', 'two+memo://note'],
    }
    const said = messagesOf(await (await listen(gateway, asked)).text())
    expect(said.map(({ method }) => method)).toEqual([
      'notifications/subscriptions/acknowledged',
      'notifications/resources/updated',
      'notifications/resources/updated',
      undefined,
    ])
    expect(said[0]).toMatchObject({ params: { notifications: asked } })
    const own = { toolsListChanged: true, resourceSubscriptions: ['memo://note'] }
    for (const { seen } of [one, two])
      expect(seen[0]?.message).toMatchObject({ params: { notifications: own } })
  })

  it('of one target’s resources reaches only that target', async () => {
    const { gateway, one, two } = await start(announces, announces)
    await (await listen(gateway, { resourceSubscriptions: ['two+memo://note'] })).text()
    expect([one.steps(), two.steps()]).toEqual([[], ['POST subscriptions/listen']])
  })

  it('of a resource that the rules deny is refused', async () => {
    const rule = { policy: { matchExpressions: ['mcp.resource.target == "one"'] } }
    const { gateway, two } = await start(announces, announces, {
      'rbac.yaml': policy('rbac', 'AgentgatewayBackend', {
        backend: { mcp: { authorization: rule } },
      }),
    })
    const response = await listen(gateway, { resourceSubscriptions: ['two+memo://note'] })
    expect([response.status, await response.text()]).toEqual([
      400,
      '{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"Unknown resource: two+memo://note"}}',
    ])
    expect(two.steps()).toEqual([])
  })
})
