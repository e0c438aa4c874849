import { Agent } from 'undici'

import type { Configuration } from '../documents/configuration.ts'
import { readSources } from '../documents/source.ts'
import type { LabService } from '../service.ts'
import { createAdmin } from './admin/admin.ts'
import { createTraces } from './admin/traces.ts'
import { createHandler } from './agentgateway/handler.ts'
import { createCodec } from './agentgateway/session/envelope.ts'
import { createLegacyStreams } from './agentgateway/session/legacyStreams.ts'
import { createSessions } from './agentgateway/session/sessions.ts'
import type { Received } from './core/exchange.ts'
import type { GatewayModel } from './core/model.ts'
import type { Observer } from './core/observer.ts'
import { type Release, releaseOf } from './core/release.ts'
import { createConfiguration } from './manifests/configuration.ts'
import { createMetrics } from './telemetry/metrics.ts'

export interface GatewayOptions {
  /** Folders of YAML files, read in this order; the gateway knows nothing that is not in them. */
  manifests: string | readonly string[]
  /** Values for `${NAME}` and `${NAME:-default}` in those files. */
  variables: Record<string, string>
  /** Receives access log lines, and a line for each fault. */
  log: (line: string) => void
  /** Sees every step of every request. */
  observe?: Observer
  /** Whose wire it speaks; that of `head` without one. */
  release?: Release
  /** 64 hexadecimal digits that make session ids unreadable; without them an id is JSON in base64url. */
  sessionKey?: string | undefined
}

export interface LabGateway extends Omit<Configuration<GatewayModel>, 'model'> {
  /** The listener. */
  data: LabService
  /** Configuration dump, CEL evaluation, traces, metrics. */
  admin: LabService
}

/**
 * agentgateway's wire, from its Kubernetes documents, which can change while it runs.
 * @throws ManifestRefusal for a document that cannot be honoured, fs errors for an unreadable folder, Error
 * for a session key of the wrong length
 */
export async function createGateway(options: GatewayOptions): Promise<LabGateway> {
  const { log, variables, observe, release = releaseOf() } = options
  const folders = [options.manifests].flat()
  const sources = await Promise.all(folders.map((folder) => readSources(folder, variables)))
  const warn = (sentence: string): void => log(`warn ${sentence}`)
  const { model, ...documents } = createConfiguration(sources.flat(), variables, warn)
  const metrics = createMetrics()
  // An answer may stream for as long as a tool runs; a silent upstream is the client's to give up on.
  const dispatcher = new Agent({ bodyTimeout: 0 })
  const sessions = createSessions({ codec: createCodec(options.sessionKey), dispatcher, release })
  const legacy = createLegacyStreams()
  const traces = createTraces(release.trace === 'scoped')
  const observerOf = (received: Received): Observer => {
    const observers = [observe, traces.join(received)].filter((item) => item !== undefined)
    return (event, began) => observers.forEach((observer) => observer(event, began))
  }
  return {
    data: {
      handler: createHandler({
        model,
        metrics,
        dispatcher,
        sessions,
        legacy,
        release,
        observerOf,
        log,
      }),
      close: () => dispatcher.destroy(),
    },
    admin: { handler: createAdmin({ model, metrics, release, traces }) },
    ...documents,
  }
}
