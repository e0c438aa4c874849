import { type Client, ProtocolError } from '@modelcontextprotocol/client'

import type { Connections } from './connections.ts'
import type { ProxyModel } from './model.ts'
import { type Claims, grants } from './rules.ts'

/** What a request is answered from. */
interface Call {
  readonly params: Readonly<Record<string, unknown>>
  readonly claims: Claims
  readonly model: ProxyModel
  readonly connections: Connections
}

type Answer = (call: Call) => Promise<object> | object

/** JSON-RPC's "invalid request", which is what every refusal of the proxy is (agentgateway tag v0.0.3, relay.rs). */
const refuse = (message: string): ProtocolError => new ProtocolError(-32600, message)

/** By method; a method that is not here is answered with -32601 and its own name, as rmcp does. */
export const answers: Readonly<Record<string, Answer>> = {
  initialize: () => ({
    protocolVersion: '2024-11-05',
    capabilities: { prompts: {}, resources: {}, tools: {} },
    serverInfo: { name: 'rmcp', version: '0.1.5' },
    // The example text of the Rust SDK, which the proxy was released with.
    instructions:
      "This server provides a counter tool that can increment and decrement values. The counter starts at 0 and can be modified using the 'increment' and 'decrement' tools. Use 'get_value' to check the current count.",
  }),
  ping: () => ({}),
  'tools/list': async (call) => ({
    tools: await ofAll(call, async (client, target) => {
      const { tools } = await client.request({ method: 'tools/list' })
      return tools.map(({ name, description, inputSchema }) => ({
        name: `${target}:${name}`,
        ...(description !== undefined && { description }),
        inputSchema,
      }))
    }),
  }),
  'prompts/list': async (call) => ({
    prompts: await ofAll(call, async (client, target) => {
      const { prompts } = await client.request({ method: 'prompts/list' })
      return prompts.map((prompt) => ({ ...prompt, name: `${target}:${prompt.name}` }))
    }),
  }),
  'resources/list': async (call) => ({
    resources: await ofAll(
      call,
      async (client) => (await client.request({ method: 'resources/list' })).resources,
    ),
  }),
  'resources/templates/list': async (call) => ({
    resourceTemplates: await ofAll(
      call,
      async (client) =>
        (await client.request({ method: 'resources/templates/list' })).resourceTemplates,
    ),
  }),
  // A policy can name tools only, and what no policy names is refused.
  'prompts/get': () => Promise.reject(refuse('not allowed')),
  'resources/read': () => Promise.reject(refuse('not allowed')),
  'tools/call': callTool,
}

/** Every target's part, in the order of targets; the part of one that answers with an error is left out. */
async function ofAll<T>(
  { model, connections }: Call,
  ask: (client: Client, target: string) => Promise<T[]>,
): Promise<T[]> {
  const parts = await Promise.all(
    [...model.targets.keys()].map(async (target) => {
      const client = await connections.to(target).catch((error: unknown) => {
        throw new ProtocolError(-32603, `Failed to list connections: ${reason(error)}`)
      })
      return ask(client, target).catch(() => [])
    }),
  )
  return parts.flat()
}

async function callTool({ params, claims, model, connections }: Call): Promise<object> {
  const { name, arguments: given } = params
  if (typeof name !== 'string') throw new ProtocolError(-32602, 'missing field `name`')
  if (!grants(model.rules, name, claims)) throw refuse('not allowed')
  const colon = name.indexOf(':')
  if (colon < 0) throw refuse('invalid tool name')
  const client = await connections.to(name.slice(0, colon)).catch(() => {
    throw refuse('invalid service name')
  })
  return client.request({
    method: 'tools/call',
    params: { name: name.slice(colon + 1), ...(given !== undefined && { arguments: given }) },
  })
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
