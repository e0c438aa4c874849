import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import type { LabService } from '../../service.ts'
import { labAdapters } from '../adapters/lab.ts'
import { type RegistryOptions, createRegistry } from '../registry.ts'
import { handClock } from './handClock.ts'

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

async function listen(service: LabService): Promise<{ url: string; server: Server }> {
  const server = createServer(service.handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return { url: `http://127.0.0.1:${port}`, server }
}

/** Starts a registry in memory, with the lab's manifests and a clock that stands still. */
export async function startOwn(options: Partial<RegistryOptions> = {}): Promise<Target> {
  const hands = handClock()
  const registry = await createRegistry({
    origin: 'http://127.0.0.1:12121',
    dataFile: ':memory:',
    seedManifests: manifests,
    variables: {},
    adapters: labAdapters(hands.clock),
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
    reset: () => registry.reset(),
    close: async () => {
      for (const { server } of [api, mcp]) {
        server.close()
        server.closeAllConnections()
      }
      await registry.mcp.close?.()
      await registry.close?.()
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
