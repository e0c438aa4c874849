import { parseAllDocuments, stringify } from 'yaml'

import { type ReleaseName, releaseOf } from '../core/release.ts'
import { type Running, runGateway } from './gateway.ts'
import { soloKbFile, writeManifests } from './manifests.ts'

interface Setting {
  sessionRouting?: 'Stateful' | 'Stateless'
  failureMode?: 'FailClosed' | 'FailOpen'
  prefixMode?: 'Conditional' | 'Always' | 'Never'
}

/** The seed's Gateway, route and backend with other targets; `ports` are theirs by name. */
export async function startTargets(
  ports: Record<string, number>,
  setting: Setting = {},
  more: { policies?: Record<string, string>; sessionKey?: string; release?: ReleaseName } = {},
): Promise<Running> {
  const targets = Object.entries(ports).map(([name, port]) => ({
    name,
    static: { host: '127.0.0.1', port },
  }))
  const manifests = await writeManifests({
    'backend.yaml': await withMcp({ ...setting, targets }),
    ...more.policies,
  })
  return runGateway({
    manifests: manifests.path,
    variables: {},
    release: releaseOf(more.release),
    ...(more.sessionKey !== undefined && { sessionKey: more.sessionKey }),
  }).finally(manifests.remove)
}

const at = (protocol: string) => (entry: [string, number]) => ({
  name: entry[0],
  static: { host: '127.0.0.1', port: entry[1], protocol },
})

/** The same with targets over HTTP with SSE, and others after them. */
export async function startSseTargets(
  ports: Record<string, number>,
  setting: Setting = {},
  others: Record<string, number> = {},
): Promise<Running> {
  const targets = [
    ...Object.entries(ports).map(at('SSE')),
    ...Object.entries(others).map(at('StreamableHTTP')),
  ]
  const manifests = await writeManifests({ 'backend.yaml': await withMcp({ ...setting, targets }) })
  return runGateway({ manifests: manifests.path, variables: {} }).finally(manifests.remove)
}

/** The seed's documents, with another `spec.mcp` of the backend. */
async function withMcp(mcp: object): Promise<string> {
  const seed = (await soloKbFile('agw-mcp-backend.yaml')).replaceAll(/\$\{\w+:-(\d+)\}/g, '$1')
  const documents = [...parseAllDocuments(seed)].map((document) => {
    if (document.getIn(['kind']) === 'AgentgatewayBackend') document.setIn(['spec', 'mcp'], mcp)
    return stringify(document.toJS())
  })
  return documents.join('---\n')
}

/** The JSON-RPC messages of an event stream. */
export const messagesOf = (text: string): { id?: unknown; [member: string]: unknown }[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as never) // JSON-RPC

/** Opens a session as a plain client; the id that the gateway gave. */
export async function initialize(gateway: Running, capabilities = {}): Promise<string> {
  const response = await gateway.post({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-06-18',
      capabilities,
      clientInfo: { name: 'plain', version: '1' },
    },
  })
  await response.text()
  const id = response.headers.get('mcp-session-id')
  if (id === null) throw new Error(`no session: HTTP ${response.status}`)
  return id
}
