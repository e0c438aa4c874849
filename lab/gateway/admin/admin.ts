import type { IncomingMessage, RequestListener } from 'node:http'

import type { GatewayModel } from '../core/model.ts'
import { readBody } from '../core/readBody.ts'
import type { Release } from '../core/release.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { evaluateCel } from './cel.ts'
import { configDump } from './configDump.ts'
import { debugTrace } from './debugTrace.ts'
import type { Traces } from './traces.ts'

interface Answer {
  status: number
  type: string
  body: string
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})
const text = (body: string, status = 200): Answer => ({ status, type: 'text/plain', body })

const cel = async (request: IncomingMessage): Promise<Answer> => {
  const { status, body } = evaluateCel(await readBody(request))
  return json(body, status)
}

export interface AdminOptions {
  /** Of the moment. */
  model: () => GatewayModel
  metrics: Metrics
  release: Release
  traces: Traces
}

/** agentgateway's admin, metrics and readiness ports as one; like them it asks for no credentials. */
export function createAdmin({ model, metrics, release, traces }: AdminOptions): RequestListener {
  const metricsText = async (): Promise<Answer> => ({
    status: 200,
    type: metrics.contentType,
    body: await metrics.text(),
  })
  const endpoints: Record<string, (request: IncomingMessage) => Answer | Promise<Answer>> = {
    'GET /config_dump': () => json(configDump(model(), release)),
    'GET /api/runtime': () => json(runtime(release)),
    'GET /metrics': metricsText,
    'GET /stats/prometheus': metricsText,
    'GET /healthz/ready': () => text('ready\n'),
    'POST /cel': cel,
    'POST /api/cel': cel,
  }
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const [path] = (request.url ?? '/').split('?')
    const endpoint = endpoints[`${request.method} ${path}`]
    return endpoint === undefined ? text('not found', 404) : endpoint(request)
  }
  return (request, response) => {
    if (release.trace !== 'none' && isTrace(request)) {
      debugTrace(traces, request, response)
      return
    }
    void answer(request)
      .catch((error: unknown) => text(error instanceof Error ? error.message : String(error), 400))
      .then(({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type }).end(body),
      )
  }
}

const isTrace = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && url?.split('?')[0] === '/debug/trace'

/** `buildProfile` says that this is not the product; the rest is the wire it speaks. */
const runtime = ({ version, gitRevision }: Release) => ({
  build: {
    version,
    gitRevision,
    rustVersion: 'none',
    buildProfile: 'lab',
    buildTarget: `${process.arch}-${process.platform}`,
  },
  ui: { gatewayMode: 'xds', configStoreMode: 'readOnly' },
})
