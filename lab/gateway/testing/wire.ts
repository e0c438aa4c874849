import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'

import { rpc, type Running, startGateway } from './gateway.ts'
import { createKey } from './issuer.ts'
import { jwtPolicy, policy } from './manifests.ts'
import { startUpstream, type Upstream } from './upstream.ts'

/** What a client sends, and the answer to the byte. The body is `tools/list` where none is given. */
export interface Row {
  when: string
  body?: unknown
  headers?: Record<string, string>
  status: number
  type: string | null
  text: string
}

export interface Wire {
  upstream: Upstream
  gateway: Running
  /** A trial user's token as the Authorization header. */
  token: string
  send: (body: unknown, headers?: Record<string, string>) => Promise<Response>
}

const rules = [
  'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]',
  'mcp.prompt.name == "greet" && mcp.prompt.target == "solo-kb"',
  'mcp.resource.name.startsWith("kb://") && mcp.resource.name != "kb://closed"',
]
const blocked = {
  action: 'Deny',
  policy: { matchExpressions: ['request.headers["x-blocked"] == "1"'] },
}

/**
 * A gateway that guards tools, prompts and resources of an upstream with sessions, for the tests of one
 * file. Each test starts with an upstream that has seen nothing.
 */
export function useWire(): Wire {
  const wire = {} as Wire // filled before the first test runs
  beforeAll(async () => {
    const key = await createKey('ES256', 'k1')
    wire.token = `Bearer ${await key.sign({ groups: ['field-trial'] })}`
    wire.upstream = await startUpstream({ session: 'upstream-session' })
    wire.gateway = await startGateway(wire.upstream.port, {
      'jwt.yaml': jwtPolicy([key.jwk]),
      'http.yaml': policy('http', 'Gateway', { traffic: { authorization: blocked } }),
      'rbac.yaml': policy('rbac', 'AgentgatewayBackend', {
        backend: { mcp: { authorization: { policy: { matchExpressions: rules } } } },
      }),
    })
    wire.send = (body, headers = {}) =>
      wire.gateway.post(body, { authorization: wire.token, ...headers })
  })
  afterEach(async () => {
    // The farewell to the upstream follows the answer; the next test counts from zero.
    await vi.waitFor(() => {
      const steps = wire.upstream.steps()
      expect(steps.filter((step) => step === 'DELETE')).toHaveLength(
        steps.filter((step) => step === 'POST initialize').length,
      )
    })
    wire.upstream.seen.length = 0
  })
  afterAll(async () => {
    await wire.gateway.close()
    await wire.upstream.close()
  })
  return wire
}

/** One test per row. */
export const itAnswers = (wire: Wire, rows: Row[]): void =>
  it.each(rows)(
    '$when',
    async ({ body = rpc(1, 'tools/list', {}), headers, status, type, text }) => {
      const response = await wire.send(body, headers)
      expect(await response.text()).toBe(text)
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe(type)
      expect(response.headers.get('mcp-session-id')).toBeNull()
      if (type === 'text/event-stream')
        expect(response.headers.get('cache-control')).toBe('no-cache')
    },
  )

/** A request of MCP 2026-07-28, and the headers that go with it. */
export const modern = (method: string, params: object = {}) =>
  rpc(7, method, { ...params, _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } })

export const modernHeaders = (method: string, name?: string): Record<string, string> => ({
  'mcp-protocol-version': '2026-07-28',
  'mcp-method': method,
  ...(name !== undefined && { 'mcp-name': name }),
})
