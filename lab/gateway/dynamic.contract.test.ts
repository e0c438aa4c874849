import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { rpc, runGateway, type Running } from './testing/gateway.ts'
import { dynamic } from './testing/manifests.ts'
import { type McpTestServer, startMcpServer } from './testing/mcpServer.ts'
import { startSseUpstream } from './testing/sseUpstream.ts'
import { initialize, messagesOf } from './testing/targets.ts'

let everything: McpTestServer
let second: McpTestServer
let gateway: Running
beforeEach(async () => {
  everything = await startMcpServer({ name: 'everything' })
  second = await startMcpServer({ name: 'second' })
  gateway = await runGateway({
    manifests: dynamic,
    variables: { LAB_EVERYTHING_PORT: String(everything.port) },
  })
})
afterEach(async () => {
  await gateway.close()
  await everything.close()
  await second.close()
})

/** A Service of the second server; `changes` are made to the text. */
const service = (...changes: [string, string][]): string =>
  changes.reduce(
    (text, [from, to]) => {
      expect(text).toContain(from)
      return text.replace(from, to)
    },
    `apiVersion: v1
kind: Service
metadata:
  name: another
  labels:
    app: mcp-server-everything
    tier: test
spec:
  ports:
    - port: 80
      targetPort: ${second.port}
      appProtocol: agentgateway.dev/mcp
`,
  )

async function connect(): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: 'legacy' } },
  )
  await client.connect(new StreamableHTTPClientTransport(new URL(gateway.url)))
  return client
}

async function listed(): Promise<string[]> {
  const client = await connect()
  const { tools } = await client.listTools()
  await client.close()
  return tools.map(({ name }) => name)
}

const own = ['echo', 'count', 'ask', 'sample']
const prefixed = (target: string) => own.map((name) => `${target}_${name}`)

describe('the official client, with the lab’s own manifests', () => {
  it('echoes without a token, by the name that the server gave', async () => {
    const client = await connect()
    const { content } = await client.callTool({ name: 'echo', arguments: { message: 'Hello' } })
    expect(content).toEqual([{ type: 'text', text: 'everything heard Hello' }])
    await client.close()
  })
})

describe('a Service with the label', () => {
  it('becomes a target without restart, and both are prefixed', async () => {
    expect(await listed()).toEqual(own)
    expect(gateway.apply(service())).toEqual(['Service default/another'])
    expect(await listed()).toEqual([
      ...prefixed('another-80'),
      ...prefixed('mcp-server-everything-3001'),
    ])
  })

  it('is called by its name', async () => {
    gateway.apply(service())
    const client = await connect()
    const { content } = await client.callTool({
      name: 'another-80_echo',
      arguments: { message: 'hi' },
    })
    expect(content).toEqual([{ type: 'text', text: 'second heard hi' }])
    await client.close()
  })

  it('goes again, whatever else its document says', async () => {
    gateway.apply(service())
    expect(gateway.remove(service(['port: 80', 'port: 81']))).toEqual(['Service default/another'])
    expect(await listed()).toEqual(own)
    expect(gateway.remove(service())).toEqual([])
  })

  it('takes the place of one of its name', async () => {
    gateway.apply(service())
    gateway.apply(service(['    app: mcp-server-everything\n', '']))
    expect(await listed()).toEqual(own)
  })

  it.each(['agentgateway.dev/mcp-sse', 'kgateway.dev/mcp-sse'])(
    'is asked at /sse where its port says %s',
    async (appProtocol) => {
      const page = await startSseUpstream()
      gateway.apply(
        service(
          ['appProtocol: agentgateway.dev/mcp', `appProtocol: ${appProtocol}`],
          [`targetPort: ${second.port}`, `targetPort: ${page.port}`],
        ),
      )
      expect(await listed()).toContain('another-80_fetch')
      expect(page.steps[0]).toBe('GET /sse')
      await page.close()
    },
  )

  it('is named by its annotation', async () => {
    gateway.apply(
      service([
        'metadata:\n',
        'metadata:\n  annotations: {agentgateway.dev/mcp-target-name: renamed}\n',
      ]),
    )
    expect(await listed()).toContain('renamed_echo')
  })

  it('is no target without MCP’s appProtocol, or in another namespace', async () => {
    gateway.apply(service(['agentgateway.dev/mcp', 'http']))
    expect(await listed()).toEqual(own)
    gateway.apply(service(['metadata:\n', 'metadata:\n  namespace: elsewhere\n']))
    expect(await listed()).toEqual(own)
  })

  it.each([
    [
      'spec:\n',
      'spec:\n  externalName: 127.0.0.1\n',
      'x.yaml:9:3: spec: externalName goes with type: ExternalName, and with no other',
    ],
    [
      'metadata:\n',
      'metadata:\n  annotations: {agentgateway.dev/mcp-target-name: mcp-server-everything-3001}\n',
      'two targets are called mcp-server-everything-3001; give one another name',
    ],
    ['kind: Service', 'kind: Pod', 'x.yaml:2:1: this gateway does not know the kind "v1 Pod"'],
    ['kind: Service\n', '', 'x.yaml:1:1: this is not a Kubernetes object'],
  ])('with %j changed to %j is refused and changes nothing', async (from, to, sentence) => {
    const before = await listed()
    expect(() => gateway.apply(service([from, to]), 'x.yaml')).toThrow(sentence)
    expect(await listed()).toEqual(before)
  })
})

describe('a Backend of kgateway’s kind', () => {
  it('may name its target in place of a label, over SSE as well', async () => {
    const page = await startSseUpstream()
    gateway.apply(`apiVersion: gateway.kgateway.dev/v1alpha1
kind: Backend
metadata: {name: mcp-backend}
spec:
  type: MCP
  mcp:
    targets: [{static: {name: page, host: 127.0.0.1, port: ${page.port}, protocol: SSE}}]
`)
    expect(await listed()).toEqual(['fetch'])
    expect(page.steps[0]).toBe('GET /sse')
    await page.close()
  })
})

describe('the last Service', () => {
  it('leaves a backend that answers 503', async () => {
    gateway.remove('{apiVersion: v1, kind: Service, metadata: {name: mcp-server-everything}}')
    const response = await gateway.post(
      rpc(1, 'initialize', {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'c', version: '1' },
      }),
    )
    expect([response.status, await response.text()]).toEqual([503, 'mcp: no backends configured'])
  })

  it('stays while a route needs the backend that is to go', async () => {
    const backend =
      '{apiVersion: gateway.kgateway.dev/v1alpha1, kind: Backend, metadata: {name: mcp-backend}}'
    expect(() => gateway.remove(backend)).toThrow(
      'there is no Backend default/mcp-backend; correct the name or add its document',
    )
    expect(await listed()).toEqual(own)
  })
})

describe('the Gateway', () => {
  it('does not move to another port while it runs', () => {
    const moved = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: agentgateway}
spec:
  gatewayClassName: agentgateway
  listeners: [{name: http, port: 1, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]
`
    expect(() => gateway.apply(moved, 'x.yaml')).toThrow(
      'x.yaml:6:34: the listener stays on port 18092 while the gateway runs; write that, or start it anew',
    )
    expect(gateway.apply(moved.replace('port: 1,', 'port: 18092,'))).toEqual([
      'gateway.networking.k8s.io/Gateway default/agentgateway',
    ])
  })
})

describe('a session', () => {
  it('is pinned to the endpoint of its Service', async () => {
    const id = await initialize(gateway)
    expect(JSON.parse(Buffer.from(id, 'base64url').toString())).toEqual({
      t: 'mcp',
      s: [
        {
          t: 'mcp-server-everything-3001',
          s: expect.any(String),
          b: `127.0.0.1:${everything.port}`,
        },
      ],
    })
  })

  it('keeps the targets that it began with; in another process it is not found among others', async () => {
    const headers = { 'mcp-session-id': await initialize(gateway) }
    gateway.apply(service())
    const list = await gateway.post(rpc(2, 'tools/list'), headers)
    expect(JSON.stringify(messagesOf(await list.text()))).toContain('"name":"echo"')
    const twin = await runGateway({
      manifests: dynamic,
      variables: { LAB_EVERYTHING_PORT: String(everything.port) },
    })
    twin.apply(service())
    const response = await twin.post(rpc(2, 'tools/list'), headers)
    expect([response.status, await response.text()]).toEqual([404, 'mcp: session not found'])
    await twin.close()
  })
})
