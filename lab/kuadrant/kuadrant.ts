import { randomBytes } from 'node:crypto'

import { Agent } from 'undici'

import { type ChangeOptions, configure, type Configuration } from '../documents/configuration.ts'
import { readSources } from '../documents/source.ts'
import type { LabService } from '../service.ts'
import { createBroker } from './broker/broker.ts'
import { federate } from './federation/federation.ts'
import { resolve } from './manifests/resolve.ts'
import type { KuadrantModel } from './model.ts'
import { keepBackendSessions } from './router/backendSessions.ts'
import { createRouter } from './router/router.ts'
import { createSessions } from './sessions.ts'

export interface KuadrantOptions {
  /** A folder of YAML files; gateway and broker know nothing that is not in them. */
  manifests: string
  /**
   * Values for `${NAME}` and `${NAME:-default}` in those files, and the product's own: GATEWAY_SIGNING_KEY
   * (a new one at each start where there is none, which ends all sessions), TRUSTED_HEADER_PUBLIC_KEY, OAUTH_*.
   */
  variables: Readonly<Record<string, string>>
}

export interface Kuadrant {
  /** The gateway endpoint: everything, calls included. */
  gateway: LabService
  /** The broker endpoint: lists and `/status`; calls it does not forward. */
  broker: LabService
  /** Register and unregister servers while it runs; sessions that listen are told. */
  configuration: Configuration<KuadrantModel>
}

/**
 * Kuadrant's MCP gateway at e5d18c99, from its Kubernetes documents.
 * @throws ManifestRefusal for a document that cannot be honoured, fs errors for an unreadable folder
 */
export async function createKuadrant({ manifests, variables }: KuadrantOptions): Promise<Kuadrant> {
  const { model, documents, replace, apply, remove } = configure(
    await readSources(manifests, variables),
    variables,
    resolve,
  )
  const key = variables['GATEWAY_SIGNING_KEY'] ?? randomBytes(32).toString('hex')
  const sessions = createSessions(key)
  const federation = federate(model, () => broker.notify())
  const broker = createBroker({ model, sessions, federation, variables })
  // A tool may take as long as it likes; a silent server is the client's to give up on.
  const dispatcher = new Agent({ bodyTimeout: 0, headersTimeout: 0 })
  const told = <T>(value: T, { dryRun = false }: ChangeOptions = {}): T => {
    if (!dryRun) broker.notify()
    return value
  }
  return {
    gateway: {
      handler: createRouter({
        model,
        sessions,
        federation,
        dispatcher,
        backends: keepBackendSessions(dispatcher),
      }),
      close: () => dispatcher.destroy(),
    },
    broker: { handler: broker.handler, close: () => federation.close() },
    configuration: {
      model,
      documents,
      replace: (sources) => told(replace(sources)),
      apply: (text, file, options) => told(apply(text, file, options), options),
      remove: (text, file, options) => told(remove(text, file, options), options),
    },
  }
}
