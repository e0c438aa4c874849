import { Counter, Histogram, Registry } from 'prom-client'

const routeLabels = ['bind', 'gateway', 'listener', 'route', 'route_rule'] as const
const mcpLabels = ['method', 'resource_type', 'server', 'resource', ...routeLabels] as const
const httpLabels = ['backend', 'protocol', 'method', 'status', 'reason', ...routeLabels] as const

type Labels<T extends readonly string[]> = Partial<Record<T[number], string | undefined>>
type McpLabels = Labels<typeof mcpLabels>
type HttpLabels = Labels<typeof httpLabels>

/** Counters with agentgateway's names, labels and help texts (75b4e6c, telemetry/metrics.rs). */
export interface Metrics {
  mcpRequest: (labels: McpLabels) => void
  request: (labels: HttpLabels, seconds: number) => void
  /** The Prometheus text format, and its content type. */
  text: () => Promise<string>
  contentType: string
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const mcpRequests = new Counter({
    name: 'agentgateway_mcp_requests_total',
    help: 'Total number of MCP tool calls',
    labelNames: mcpLabels,
    registers,
  })
  const requests = new Counter({
    name: 'agentgateway_requests_total',
    help: 'The total number of HTTP requests sent',
    labelNames: httpLabels,
    registers,
  })
  const durations = new Histogram({
    name: 'agentgateway_request_duration_seconds',
    help: 'Duration of HTTP requests (seconds)',
    labelNames: httpLabels,
    registers,
  })
  return {
    mcpRequest: (labels) => mcpRequests.inc(filled(mcpLabels, labels)),
    request: (labels, seconds) => {
      requests.inc(filled(httpLabels, labels))
      durations.observe(filled(httpLabels, labels), seconds)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

/** agentgateway writes `unknown` for a label that does not apply. */
const filled = <T extends readonly string[]>(names: T, labels: Labels<T>) =>
  Object.fromEntries(names.map((name: T[number]) => [name, labels[name] ?? 'unknown'])) as Record<
    T[number],
    string
  > // fromEntries forgets which keys it was given
