import { Counter, Registry as Metrics } from 'prom-client'

/** The Prometheus counters of one registry, apart from those of any other in the same process. */
export function createMetrics() {
  const register = new Metrics()
  const requests = new Counter({
    name: 'agentregistry_http_requests_total',
    help: 'Requests by route and status.',
    labelNames: ['path', 'status'],
    registers: [register],
  })
  return {
    text: () => register.metrics(),
    counted: (path: string, status: number) => requests.inc({ path, status }),
  }
}
