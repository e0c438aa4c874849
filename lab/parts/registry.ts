import { join } from 'node:path'

import { addresses } from '../config.ts'
import { labAdapters } from '../registry/adapters/lab.ts'
import { createRegistry, type Registry } from '../registry/registry.ts'
import type { PartContext } from './part.ts'

/**
 * The registry, unless `PARALLAX_REGISTRY_URL` names a real one. `LAB_REGISTRY_EDITION=oss` and
 * `LAB_REGISTRY_STATUS=runtime` choose the open-source edition and the newer shape of a status;
 * `scale` seeds so many agents and deployments more, into a store that is not kept.
 */
export async function startRegistry(
  { env, ports, data }: PartContext,
  scale: number,
): Promise<Registry | undefined> {
  if (env['PARALLAX_REGISTRY_URL']) return undefined
  const { issuer } = addresses(env, ports)
  return createRegistry({
    origin: `http://127.0.0.1:${ports.registry}`,
    dataFile: scale ? ':memory:' : join(data, 'registry.db'),
    seedManifests: join(import.meta.dirname, '../manifests/registry'),
    variables: { LAB_KNOWLEDGE_PORT: String(ports.knowledge) },
    oidc: {
      issuer,
      jwksUri: `${issuer}/protocol/openid-connect/certs`,
      audience: 'kagent',
      roleClaim: 'groups',
      superuserRole: 'field-admin',
    },
    adapters: labAdapters(),
    edition: env['LAB_REGISTRY_EDITION'] === 'oss' ? 'oss' : 'enterprise',
    statusShape: env['LAB_REGISTRY_STATUS'] === 'runtime' ? 'runtime' : 'runtimeMetadata',
    ...(scale ? { scale } : {}),
  })
}
