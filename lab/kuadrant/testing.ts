import type { IncomingHttpHeaders, RequestListener } from 'node:http'

import { listen } from '../gateway/testing/listen.ts'
import { createSample, type Sample } from '../servers/sample/sample.ts'
import { createKuadrant, type Kuadrant } from './kuadrant.ts'

/** The documents that the lab runs gateway and broker with. */
export const manifests = new URL('../manifests/kuadrant', import.meta.url).pathname

export interface RunningKuadrant {
  kuadrant: Kuadrant
  sample: Sample
  /** Its headers as the sample server received them, latest last. */
  seen: IncomingHttpHeaders[]
  /** The same of the broker. */
  seenByBroker: IncomingHttpHeaders[]
  /** Where the sample server is. */
  server: string
  stopServer(): Promise<void>
  gateway: string
  broker: string
  close(): Promise<void>
}

/** The lab's gateway, its broker and the sample server behind them, on free ports. */
export async function startKuadrant(
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningKuadrant> {
  const sample = createSample()
  const seen: IncomingHttpHeaders[] = []
  const seenByBroker: IncomingHttpHeaders[] = []
  const behind = await listen((request, response) => {
    seen.push(request.headers)
    sample.handler(request, response)
  })
  // The documents name the broker's port, so that it listens before there is anything to answer.
  let answer: RequestListener | undefined
  const broker = await listen((request, response) => {
    seenByBroker.push(request.headers)
    answer?.(request, response)
  })
  const kuadrant = await createKuadrant({
    manifests,
    variables: {
      LAB_SAMPLE_PORT: String(behind.port),
      LAB_KUADRANT_BROKER_PORT: String(broker.port),
      ...variables,
    },
  })
  answer = kuadrant.broker.handler
  const gateway = await listen(kuadrant.gateway.handler)
  let stopped: Promise<void> | undefined
  const stopServer = () => (stopped ??= behind.close())
  return {
    kuadrant,
    sample,
    seen,
    seenByBroker,
    server: behind.origin,
    stopServer,
    gateway: gateway.origin,
    broker: broker.origin,
    close: async () => {
      await kuadrant.gateway.close?.()
      await kuadrant.broker.close?.()
      await Promise.all([gateway.close(), broker.close()])
      await sample.close?.()
      await stopServer()
    },
  }
}

/** A JSON-RPC request. */
export const rpc = (id: number | string, method: string, params: object = {}) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})

/** Posts a message, or any body, as curl would. */
export const post = (
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: '*/*', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** The id of a new session. */
export async function startSession(url: string): Promise<string> {
  const response = await post(url, rpc(1, 'initialize', { protocolVersion: '2024-11-05' }))
  await response.body?.cancel()
  return response.headers.get('mcp-session-id') ?? ''
}
