import type { FederatedTool } from '../federation/upstream.ts'
import { type Envelope, nameOf } from './envelope.ts'
import { rpcFailure } from './replies.ts'

/** Methods that are known to the broker and not offered, by the name of what they belong to (Kuadrant e5d18c99). */
const unsupported: Readonly<Record<string, string>> = {
  'logging/setLevel': 'logging',
  'resources/templates/list': 'resources',
  'resources/read': 'resources',
  'resources/subscribe': 'resources',
  'resources/unsubscribe': 'resources',
  'completion/complete': 'completions',
  'tasks/get': 'tasks',
  'tasks/list': 'tasks',
  'tasks/result': 'tasks',
  'tasks/cancel': 'tasks',
}

export interface Offer {
  /** All tools, for calls. */
  all: () => Promise<readonly FederatedTool[]>
  /** Those that this request is shown. */
  shown: () => Promise<readonly FederatedTool[]>
}

/** The answer to a request within a session. */
export async function answerRequest(message: Envelope, offer: Offer): Promise<object> {
  const { id, method = '' } = message
  const fail = (code: number, sentence: string) => rpcFailure(id, code, sentence)
  const give = (result: object) => ({ jsonrpc: '2.0', id, result })
  const domain = unsupported[method]
  if (domain !== undefined) return fail(-32601, `${domain} not supported`)
  if (method === 'ping') return give({})
  if (method === 'tools/list')
    return give({ tools: (await offer.shown()).map(({ listing }) => listing) })
  if (method === 'prompts/list') return give({ prompts: [] })
  if (method === 'resources/list') return give({ resources: [] })
  const name = nameOf(message)
  if (method === 'prompts/get') return fail(-32602, `unknown prompt "${name}"`)
  if (method !== 'tools/call') return fail(-32601, `Method ${method} not found`)
  const known = (await offer.all()).some(({ listing }) => listing.name === name)
  return known ? give(notForwarded) : fail(-32602, `unknown tool "${name}"`)
}

/** What every federated tool answers at the broker, word for word (Kuadrant v0.4 to e5d18c99). */
const notForwarded = {
  content: [{ type: 'text', text: "Kagenti MCP Broker doesn't forward tool calls" }],
  isError: true,
}
