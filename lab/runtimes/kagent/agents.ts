import type { StartAgent } from '../../agent/agent.ts'
import { type Hosted, host } from './hosted.ts'
import type { AgentManifest } from './manifest.ts'
import { ApiError } from './reply.ts'

/** The agents of one controller, by namespace and name. */
export interface Agents {
  list(namespace?: string): Hosted[]
  get(namespace: string, name: string): Hosted | undefined
  /** @throws ApiError 404 */
  require(namespace: string, name: string): Hosted
  /** @throws ApiError 409 when there is one of this name */
  create(manifest: AgentManifest): Hosted
  /** A changed `spec` starts it afresh; labels and annotations change in place. @throws ApiError 404 */
  update(manifest: AgentManifest): Promise<Hosted>
  /** @throws ApiError 404 */
  remove(namespace: string, name: string): Promise<void>
  clear(): Promise<void>
}

const key = (namespace: string, name: string): string => `${namespace}/${name}`

const keyOf = ({ metadata }: AgentManifest): string => key(metadata.namespace, metadata.name)

export function createAgents(startAgent: StartAgent, clock: () => number): Agents {
  const all = new Map<string, Hosted>()

  const require = (namespace: string, name: string): Hosted => {
    const found = all.get(key(namespace, name))
    if (!found)
      throw new ApiError(
        404,
        `Agent not found: agents.kagent.dev ${JSON.stringify(name)} not found`,
      )
    return found
  }
  return {
    list: (namespace) =>
      [...all.values()].filter(
        ({ manifest }) => !namespace || manifest.metadata.namespace === namespace,
      ),
    get: (namespace, name) => all.get(key(namespace, name)),
    require,
    create: (manifest) => {
      const { name } = manifest.metadata
      if (all.has(keyOf(manifest)))
        throw new ApiError(
          409,
          `Agent already exists: agents.kagent.dev ${JSON.stringify(name)} already exists`,
        )
      const hosted = host(manifest, startAgent, clock)
      all.set(keyOf(manifest), hosted)
      return hosted
    },
    update: async (manifest) => {
      const before = require(manifest.metadata.namespace, manifest.metadata.name)
      if (JSON.stringify(before.manifest.spec) === JSON.stringify(manifest.spec)) {
        before.manifest = manifest
        return before
      }
      const after = host(manifest, startAgent, clock, before.lines)
      all.set(keyOf(manifest), after)
      await before.stop()
      return after
    },
    remove: async (namespace, name) => {
      const hosted = require(namespace, name)
      all.delete(key(namespace, name))
      await hosted.stop()
    },
    clear: async () => {
      const every = [...all.values()]
      all.clear()
      await Promise.all(every.map((hosted) => hosted.stop()))
    },
  }
}
