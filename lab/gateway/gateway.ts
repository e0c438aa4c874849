import { Agent } from 'undici'

import type { LabService } from '../service.ts'
import { createAdmin } from './admin/admin.ts'
import { createHandler } from './agentgateway/handler.ts'
import type { Observer } from './core/observer.ts'
import { load } from './manifests/load.ts'
import { resolve } from './manifests/resolve.ts'
import { readSources } from './manifests/source.ts'
import { createMetrics } from './telemetry/metrics.ts'

export interface GatewayOptions {
  /** A folder of YAML files; the gateway knows nothing that is not in them. */
  manifests: string
  /** Values for `${NAME}` and `${NAME:-default}` in those files. */
  variables: Record<string, string>
  /** Receives access log lines, and a line for each fault. */
  log: (line: string) => void
  /** Sees every step of every request. */
  observe?: Observer
}

export interface LabGateway {
  /** The listener. */
  data: LabService
  /** Configuration dump, CEL evaluation, metrics. */
  admin: LabService
}

/**
 * agentgateway's wire, from its Kubernetes documents.
 * @throws ManifestRefusal for a document that cannot be honoured, fs errors for an unreadable folder
 */
export async function createGateway(options: GatewayOptions): Promise<LabGateway> {
  const { log, observe = () => undefined } = options
  const manifests = load(await readSources(options.manifests, options.variables))
  const model = resolve(manifests, (sentence) => log(`warn ${sentence}`))
  const metrics = createMetrics()
  // An answer may stream for as long as a tool runs; a silent upstream is the client's to give up on.
  const dispatcher = new Agent({ bodyTimeout: 0 })
  return {
    data: {
      handler: createHandler({ model, metrics, dispatcher, observe, log }),
      close: () => dispatcher.destroy(),
    },
    admin: { handler: createAdmin(model, metrics) },
  }
}
