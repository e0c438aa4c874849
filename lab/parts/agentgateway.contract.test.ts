import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { rpc } from '../gateway/testing/gateway.ts'
import { type Listening, listen } from '../gateway/testing/listen.ts'
import { type McpTestServer, startMcpServer } from '../gateway/testing/mcpServer.ts'
import { choosePorts } from '../ports.ts'
import { startAgentgateway } from './agentgateway.ts'
import type { GatewayProduct } from './part.ts'

let server: McpTestServer
let product: GatewayProduct | undefined
let at: Listening | undefined
beforeEach(async () => {
  server = await startMcpServer({ name: 'everything' })
})
afterEach(async () => {
  await at?.close()
  await product?.close()
  await server.close()
})

const hello = rpc(1, 'initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
})

const part = {
  id: 'dynamic',
  data: 'dynamicGateway',
  admin: 'dynamicGatewayAdmin',
  manifests: ['dynamic'],
  pod: { namespace: 'default', name: 'agentgateway' },
} as const

const startPart = async (env: NodeJS.ProcessEnv) => {
  const ports = { ...(await choosePorts({}, false)), everything: server.port }
  return startAgentgateway({ env, ports, data: '/nowhere' }, part)
}

describe('an agentgateway of the lab', () => {
  it('seals its session ids with the key of the environment', async () => {
    product = await startPart({ SESSION_KEY: '0123456789abcdef'.repeat(4) })
    const service = product.services.dynamicGateway
    at = await listen(service?.handler ?? (() => undefined))
    const response = await fetch(`${at.origin}/mcp`, {
      method: 'POST',
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify(hello),
    })
    await response.text()
    const id = response.headers.get('mcp-session-id') ?? ''
    expect(id.length).toBeGreaterThan(40)
    expect(Buffer.from(id, 'base64').toString('utf8')).not.toContain('"t":"mcp"')
  })

  it.each([
    [{ SESSION_KEY: 'short' }, 'SESSION_KEY is not 64 hexadecimal digits'],
    [{ LAB_AGENTGATEWAY_VERSION: '0.9' }, 'LAB_AGENTGATEWAY_VERSION is "0.9"'],
  ])('does not start with %j', async (env, sentence) => {
    await expect(startPart(env)).rejects.toThrow(sentence)
  })
})
