import { type GatewayModel, qualified } from '../core/model.ts'
import type { Reply } from '../core/reply.ts'
import { accessLine, type AccessRecord } from './accessRecord.ts'
import type { Metrics } from './metrics.ts'

export interface FinishedRequest {
  model: GatewayModel
  metrics: Metrics
  log: (line: string) => void
  record: AccessRecord
  reply: Reply
  seconds: number
}

/** Writes the access log line and counts the request, once it is over. */
export function report({ model, metrics, log, record, reply, seconds }: FinishedRequest): void {
  record['http.status'] = String(reply.status)
  record.error = reply.outcome?.error
  record.reason = reply.outcome?.reason
  record.duration = `${Math.round(seconds * 1000)}ms`
  log(accessLine(record, new Date()))

  const where = {
    bind: `${model.listener.port}/${qualified(model.name)}`,
    gateway: record.gateway,
    listener: record.listener,
    route: record.route,
    route_rule: record.route_rule,
  }
  const backend = model.routes.find(({ name }) => qualified(name) === record.route)?.backend
  metrics.request(
    {
      ...where,
      backend: backend && qualified(backend.name),
      protocol: record.protocol,
      method: record['http.method'],
      status: record['http.status'],
      reason: record.reason ?? 'Upstream',
    },
    seconds,
  )
  if (record['mcp.method.name'] === undefined) return
  metrics.mcpRequest({
    ...where,
    method: record['mcp.method.name'],
    resource_type: record['mcp.resource.type'],
    server: record['mcp.target'],
    resource:
      record['gen_ai.tool.name'] ?? record['gen_ai.prompt.name'] ?? record['mcp.resource.uri'],
  })
}
