import type { TraceEvent } from '../core/observer.ts'
import { type ReleaseName, releaseOf } from '../core/release.ts'
import { createGateway, type GatewayOptions, type LabGateway } from '../gateway.ts'
import { listen } from './listen.ts'
import { soloKbFile, writeManifests } from './manifests.ts'

export interface Running extends Pick<LabGateway, 'apply' | 'remove'> {
  url: string
  admin: string
  /** Access log lines so far. */
  lines: string[]
  events: TraceEvent[]
  /** Posts a JSON-RPC message, or any body, with the headers of a well-behaved client. */
  post: (body: unknown, headers?: Record<string, string>) => Promise<Response>
  close: () => Promise<void>
}

export const wellBehaved = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
  'mcp-protocol-version': '2025-06-18',
}

/** Runs a gateway on the seed's backend and route, with other policies and the given upstream port. */
export async function startGateway(
  upstreamPort: number,
  policies: Record<string, string>,
  release: ReleaseName = 'head',
): Promise<Running> {
  const backend = await soloKbFile('agw-mcp-backend.yaml')
  const manifests = await writeManifests({ 'agw-mcp-backend.yaml': backend, ...policies })
  return runGateway({
    manifests: manifests.path,
    variables: { LAB_KNOWLEDGE_PORT: String(upstreamPort) },
    release: releaseOf(release),
  }).finally(manifests.remove)
}

/** Runs a gateway on a folder; `url` is its listener with the path, `/mcp` where none is given. */
export async function runGateway(
  options: Omit<GatewayOptions, 'log' | 'observe'>,
  path = '/mcp',
): Promise<Running> {
  const lines: string[] = []
  const events: TraceEvent[] = []
  const gateway = await createGateway({
    ...options,
    log: (line) => lines.push(line),
    observe: (event) => events.push(event),
  })
  const data = await listen(gateway.data.handler)
  const admin = await listen(gateway.admin.handler)
  const url = `${data.origin}${path}`
  return {
    url,
    admin: admin.origin,
    lines,
    events,
    apply: gateway.apply,
    remove: gateway.remove,
    post: (body, headers = {}) =>
      fetch(url, {
        method: 'POST',
        headers: { ...wellBehaved, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: async () => {
      await data.close()
      await admin.close()
      await gateway.data.close?.()
    },
  }
}

/** A JSON-RPC request. */
export const rpc = (id: number | string, method: string, params?: object) => ({
  jsonrpc: '2.0',
  id,
  method,
  ...(params && { params }),
})
