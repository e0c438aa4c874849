import type { A2aEvent } from '../adk/wire.ts'
import { listen } from '../testing/listen.ts'
import { type Scripted, scripted } from '../testing/scripted.ts'
import { type KagentOptions, createKagent } from './kagent.ts'

/** A controller on a port of its own with the agent `solofieldassistant`, and a client's few words to it. */
export async function startKagent(options: Partial<KagentOptions> = {}) {
  const agents: Scripted = scripted()
  const kagent = await createKagent({ startAgent: agents.startAgent, ...options })
  const { url, close } = await listen(kagent)

  const send = async (path: string, init: RequestInit & { json?: unknown } = {}) => {
    const { json, ...rest } = init
    const response = await fetch(url + path, {
      ...rest,
      ...(json !== undefined && { method: init.method ?? 'POST', body: JSON.stringify(json) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    // The body is whatever a test expects it to be.
    const body: Record<string, never> & { data?: never } = isJson ? JSON.parse(text) : {}
    return { status: response.status, headers: response.headers, text, body }
  }
  const agentPath = '/api/a2a/kagent/solofieldassistant/'
  const call = (
    method: string,
    params: unknown,
    headers: Record<string, string> = {},
    path = agentPath,
  ) => send(path, { headers, json: { jsonrpc: '2.0', id: 'r1', method, params } })

  const deploy = async (name: string, env: Record<string, string> = {}) => {
    const answer = await send('/api/agents', { json: manifest(name, env) })
    await kagent.settled()
    return answer
  }
  await deploy('solofieldassistant')
  return { ...agents, kagent, url, agentUrl: url + agentPath, close, send, call, deploy }
}

export const manifest = (name: string, env: Record<string, string> = {}) => ({
  apiVersion: 'kagent.dev/v1alpha2',
  kind: 'Agent',
  metadata: { name, namespace: 'kagent' },
  spec: {
    type: 'BYO',
    description: 'Answers questions.',
    byo: {
      deployment: {
        image: 'example/agent:1',
        env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
      },
    },
  },
})

/** A question of 0.3. */
export const question = (text: string, more: Record<string, unknown> = {}) => ({
  message: {
    kind: 'message',
    role: 'user',
    messageId: 'u1',
    contextId: 'c-1',
    parts: [{ kind: 'text', text }],
    ...more,
  },
})

/** The `result` of every frame of a stream. */
export const framesOf = (text: string): A2aEvent[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((frame) => JSON.parse(frame.replace(/^data: /, '')).result)
