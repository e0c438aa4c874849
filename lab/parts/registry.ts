import { join } from 'node:path'

import { addresses } from '../config.ts'
import { AdapterFailure, type RuntimeAdapter } from '../registry/adapters/adapter.ts'
import { agentCoreAdapter } from '../registry/adapters/agentCore.ts'
import { kagentAdapter } from '../registry/adapters/kagent.ts'
import { type Registry, createRegistry } from '../registry/registry.ts'
import type { AgentCore } from '../runtimes/agentcore/agentcore.ts'
import type { Kagent } from '../runtimes/kagent/kagent.ts'
import type { PartContext } from './part.ts'

/** The runtimes of this lab that run; one that a real product replaces is undefined. */
export interface Runtimes {
  kagent: Kagent | undefined
  agentcore: AgentCore | undefined
}

/**
 * The registry, unless `PARALLAX_REGISTRY_URL` names a real one. `LAB_REGISTRY_EDITION=oss` and
 * `LAB_REGISTRY_STATUS=runtime` choose the open-source edition and the newer shape of a status;
 * `scale` seeds so many agents and deployments more, into a store that is not kept.
 */
export async function startRegistry(
  { env, ports, data }: PartContext,
  runtimes: Runtimes,
  scale: number,
): Promise<Registry | undefined> {
  if (env['PARALLAX_REGISTRY_URL']) return undefined
  const { issuer, kagent } = addresses(env, ports)
  return createRegistry({
    origin: `http://127.0.0.1:${ports.registry}`,
    dataFile: scale ? ':memory:' : join(data, 'registry.db'),
    seedManifests: join(import.meta.dirname, '../manifests/registry'),
    variables: {
      LAB_KNOWLEDGE_PORT: String(ports.knowledge),
      LAB_KAGENT_URL: kagent,
    },
    oidc: {
      issuer,
      jwksUri: `${issuer}/protocol/openid-connect/certs`,
      audience: 'kagent',
      roleClaim: 'groups',
      superuserRole: 'field-admin',
    },
    adapters: adaptersOf(runtimes, `http://127.0.0.1:${ports.agentcore}`),
    edition: env['LAB_REGISTRY_EDITION'] === 'oss' ? 'oss' : 'enterprise',
    statusShape: env['LAB_REGISTRY_STATUS'] === 'runtime' ? 'runtime' : 'runtimeMetadata',
    ...(scale ? { scale } : {}),
  })
}

/**
 * A kagent controller anywhere can be deployed to, over its own REST interface. AgentCore only where it is
 * the lab's: a real one is driven by AWS's control plane, which this registry does not speak.
 */
function adaptersOf({ kagent, agentcore }: Runtimes, url: string): Record<string, RuntimeAdapter> {
  const logs = kagent?.logs
  return {
    Kagent: kagentAdapter(logs ? { logs } : {}),
    BedrockAgentCore: agentcore ? agentCoreAdapter(agentcore, { url }) : notDriven,
  }
}

const refuse = () =>
  Promise.reject(
    new AdapterFailure(
      'NotSupported',
      'this registry cannot deploy to the AgentCore that PARALLAX_AGENTCORE_URL names: AWS has a control plane of its own for that',
    ),
  )

const notDriven: RuntimeAdapter = {
  targets: ['Agent'],
  start: refuse,
  stop: async () => undefined,
  health: refuse,
  logs: refuse,
}
