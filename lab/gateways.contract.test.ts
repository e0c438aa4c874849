import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

import { consoleConfig } from './config.ts'
import { sendDocuments } from './kubernetes/sendDocuments.ts'
import { choosePorts, type Ports } from './ports.ts'
import { publishedTokens } from './publishedTokens.ts'
import { type RunningGateways, startGateways } from './testing/gateways.ts'

interface ConfiguredGateway {
  url: string
  admin?: string
  kubernetes?: { url: string; namespace: string; pod: string }
  personas: string[]
}

let lab: RunningGateways
let gateways: Record<string, ConfiguredGateway>
let folder: string
beforeAll(async () => {
  lab = await startGateways()
  folder = await mkdtemp(join(tmpdir(), 'lab-files-'))
  const names = Object.keys(await choosePorts({}, false)) as (keyof Ports)[] // its keys are those of Ports
  const ports = Object.fromEntries(names.map((name) => [name, lab.port(name)])) as Ports // all of them
  const config = parse(consoleConfig({}, ports, '/data')) as {
    gateways: Record<string, ConfiguredGateway>
  } // the document that was just written
  gateways = config.gateways
})
afterEach(async () => {
  await fetch(`${lab.at('control')}/reset`, { method: 'POST' })
})
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

const of = (id: string): ConfiguredGateway => {
  const gateway = gateways[id]
  if (gateway === undefined) throw new Error(`the configuration has no gateway ${id}`)
  return gateway
}
const control = (path: string) => fetch(`${lab.at('control')}${path}`, { method: 'POST' })

const tokens: Record<string, () => Promise<string>> = {
  alice: () => lab.token('alice'),
  'seed-002': () => Promise.resolve(publishedTokens.LAB_SEED_002_TOKEN),
  'seed-003': () => Promise.resolve(publishedTokens.LAB_SEED_003_TOKEN),
}

/** Connects as the first persona that the configuration names for the gateway. */
async function connect(id: string): Promise<Client> {
  const { url, personas } = of(id)
  const token = await tokens[personas[0] ?? '']?.()
  const options = { authProvider: { token: () => Promise.resolve(token) } }
  const Transport = url.endsWith('/sse') ? SSEClientTransport : StreamableHTTPClientTransport
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: 'legacy' } },
  )
  await client.connect(new Transport(new URL(url), options))
  return client
}

async function listed(id: string): Promise<string[]> {
  const client = await connect(id)
  const { tools } = await client.listTools()
  await client.close()
  return tools.map(({ name }) => name)
}

async function send(verb: 'apply' | 'delete', text: string, cluster?: string): Promise<string[]> {
  const file = join(folder, 'documents.yaml')
  await writeFile(file, text)
  const lines: string[] = []
  const command = { verb, file, ...(cluster !== undefined && { cluster }) }
  for await (const line of sendDocuments(command, lab.at('kubernetes'))) lines.push(line)
  return lines
}

const echo = expect.arrayContaining(['echo', 'get-sum'])

describe('every gateway of the console’s configuration', () => {
  it('begins with the one of the walk-through', () => {
    expect(Object.keys(gateways)).toEqual([
      'solo-kb-demo',
      'everything',
      'website-fetcher',
      'kuadrant',
      'kuadrant-broker',
      'mcp-proxy',
      'dynamic',
      'everything-direct',
    ])
  })

  it.each([
    ['solo-kb-demo', expect.arrayContaining(['search', 'list_products'])],
    ['everything', echo],
    ['website-fetcher', ['fetch']],
    ['kuadrant', expect.arrayContaining(['http_base64_encode'])],
    ['kuadrant-broker', expect.arrayContaining(['http_base64_encode'])],
    ['mcp-proxy', ['default/mcp-tool:convert_to_markdown']],
    ['dynamic', echo],
    ['everything-direct', echo],
  ])('%s lists its tools to the persona it names', async (id, names) => {
    expect(await listed(id)).toEqual(names)
  })

  it.each([
    ['solo-kb-demo', '/config_dump'],
    ['website-fetcher', '/config_dump'],
    ['dynamic', '/config_dump'],
    ['kuadrant', '/status'],
    ['mcp-proxy', '/targets'],
  ])('%s has an admin port that answers %s', async (id, path) => {
    expect((await fetch(`${of(id).admin}${path}`)).status).toBe(200)
  })

  it('says in its pod’s log who asked', async () => {
    await listed('solo-kb-demo')
    const { url, namespace, pod } = of('solo-kb-demo').kubernetes ?? {}
    const log = await fetch(`${url}/api/v1/namespaces/${namespace}/pods/${pod}/log?tailLines=1`)
    expect(await log.text()).toContain('jwt.sub=')
  })
})

const second = (name: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, labels: {app: mcp-server-everything}}
spec: {ports: [{port: 80, targetPort: ${lab.port('everything')}, appProtocol: agentgateway.dev/mcp}]}
`

describe('documents from the command line', () => {
  it('change the tools without a restart, and are taken back by a reset', async () => {
    expect(await send('apply', second('another'), 'dynamic')).toEqual([
      'Service default/another created in dynamic',
    ])
    expect(await listed('dynamic')).toContain('another-80_echo')
    expect(await send('delete', second('another'), 'dynamic')).toEqual([
      'Service default/another deleted in dynamic',
    ])
    await send('apply', second('another'), 'dynamic')
    await control('/reset')
    expect(await listed('dynamic')).toEqual(echo)
  })

  it('outlive a restart', async () => {
    await send('apply', second('another'), 'dynamic')
    expect((await control('/restart/dynamicGateway')).status).toBe(204)
    expect(await listed('dynamic')).toContain('another-80_echo')
  })

  it('find the cluster themselves where only one can be meant', async () => {
    const policy = `kind: MCPAuthPolicy
apiVersion: gateway.kgateway.dev/v1alpha1
metadata: {name: mcp-jq-auth}
spec:
  targetRefs: [{name: mcp-gateway, group: gateway.networking.k8s.io, kind: Gateway}]
  rules:
    - matches: [{type: JWT, jwt: {claim: sub, value: me}}]
      resource: {kind: tool, name: 'default/mcp-tool:convert_to_markdown'}
`
    const client = await connect('mcp-proxy')
    const call = { name: 'default/mcp-tool:convert_to_markdown', arguments: { uri: 'data:,hello' } }
    await expect(client.callTool(call)).rejects.toThrow('not allowed')
    expect(await send('apply', policy)).toEqual([
      'MCPAuthPolicy default/mcp-jq-auth created in mcp-proxy',
    ])
    expect((await client.callTool(call)).isError ?? false).toBe(false)
    await client.close()
  })

  it('are refused at their place in the file', async () => {
    const text = `${second('a')}---\n${second('b').replace('targetPort', 'nodePort')}`
    await expect(send('apply', text, 'dynamic')).rejects.toThrow(
      `${join(folder, 'documents.yaml')}:9:27: this gateway does not honour the field "nodePort"`,
    )
  })

  it('say how to start a lab where there is none', async () => {
    const command = { verb: 'apply', file: join(folder, 'documents.yaml') } as const
    const lines = sendDocuments(command, 'http://127.0.0.1:1')
    await expect(lines.next()).rejects.toThrow('No lab answers at http://127.0.0.1:1.')
  })

  it('say so when there is no such file', async () => {
    const lines = sendDocuments({ verb: 'apply', file: '/nowhere.yaml' }, lab.at('kubernetes'))
    await expect(lines.next()).rejects.toThrow('/nowhere.yaml cannot be read.')
  })
})

describe('the switchboard', () => {
  it('starts a server anew, whose sessions are gone', async () => {
    const client = await connect('everything-direct')
    expect((await control('/restart/everything')).status).toBe(204)
    await expect(client.listTools()).rejects.toThrow('No valid session ID provided')
    expect(await listed('everything-direct')).toEqual(echo)
  })

  it('starts Kuadrant anew, which then knows no session', async () => {
    const client = await connect('kuadrant')
    await control('/restart/kuadrantGateway')
    await expect(client.listTools()).rejects.toThrow()
    await client.close()
  })

  it('cuts what is open and nothing else', async () => {
    const client = await connect('mcp-proxy')
    const closed = new Promise<void>((resolve) => {
      Object.assign(client, { onclose: resolve, onerror: resolve })
    })
    expect((await control('/cut/mcpProxy')).status).toBe(204)
    await closed
    expect(await listed('mcp-proxy')).toHaveLength(1)
  })

  it('names the parts to somebody who means another', async () => {
    const response = await control('/cut/nothing')
    expect([response.status, await response.text()]).toEqual([
      404,
      expect.stringContaining('No part of the lab is called \\"nothing\\". There are idp'),
    ])
    expect((await control('/restart/nothing')).status).toBe(404)
  })

  it('counts the calls that reached a tool', async () => {
    const client = await connect('kuadrant')
    await client.callTool({ name: 'http_url_encode', arguments: { text: 'a b' } })
    await client.close()
    const counters = await (await fetch(`${lab.at('control')}/counters`)).json()
    expect(counters).toMatchObject({ 'sample.toolCalls': 1 })
  })
})
