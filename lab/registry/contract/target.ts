import { join } from 'node:path'

import { listen } from '../../runtimes/testing/listen.ts'
import { type RegistryOptions, createRegistry } from '../registry.ts'
import { handClock } from './handClock.ts'
import { type Runtimes, startRuntimes } from './runtimes.ts'

const manifests = join(import.meta.dirname, '../../manifests/registry')

/** A registry under test. */
export interface Target {
  url: string
  /** Its MCP server; undefined for a registry that was named without one (REGISTRY_MCP_URL). */
  mcpUrl: string | undefined
  /** True for one that the test has started and may turn the clock of. */
  own: boolean
  /** Lets this much time pass for an own registry's controllers. Milliseconds. */
  turn(milliseconds: number): Promise<void>
  reset(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts a registry in memory, with the lab's manifests and a clock that stands still. Its runtimes are its
 * own too, unless they are given.
 */
export async function startOwn(
  options: Partial<RegistryOptions> & { runtimes?: Runtimes } = {},
): Promise<Target> {
  const hands = handClock()
  const runtimes = options.runtimes ?? (await startRuntimes(hands.clock))
  const registry = await createRegistry({
    origin: 'http://127.0.0.1:12121',
    dataFile: ':memory:',
    seedManifests: manifests,
    variables: { LAB_KAGENT_URL: runtimes.kagentUrl },
    adapters: { ...runtimes.adapters },
    clock: hands.clock,
    schedule: hands.schedule,
    ...options,
  })
  const [api, mcp] = await Promise.all([listen(registry), listen(registry.mcp)])
  return {
    url: api.url,
    mcpUrl: mcp.url,
    own: true,
    turn: (milliseconds) => hands.turn(milliseconds, () => registry.idle()),
    reset: async () => {
      await runtimes.reset()
      await registry.reset()
    },
    close: async () => {
      await Promise.all([api.close(), mcp.close()])
      if (!options.runtimes) await runtimes.close()
    },
  }
}

const refuse = () => Promise.reject(new Error('only a registry of its own obeys the test'))

/** The registry that the environment names, or one of its own. */
export async function openTarget(): Promise<Target> {
  const { REGISTRY_URL: url, REGISTRY_MCP_URL: mcpUrl } = process.env
  if (!url) return startOwn()
  return { url, mcpUrl, own: false, turn: refuse, reset: refuse, close: async () => undefined }
}
