import { getRequestListener } from '@hono/node-server'

import type { LabService } from '../service.ts'
import type { RuntimeAdapter } from './adapters/adapter.ts'
import { createApp } from './app.ts'
import { type Authenticate, type Oidc, createAuthenticate } from './auth.ts'
import { demoTokenSeconds } from './autoauth.ts'
import { type Clock, type Schedule, timers } from './clock.ts'
import { anonymous, nobody } from './identity.ts'
import { openSigningKey } from './keys.ts'
import { type Edition, makeKinds } from './kinds/all.ts'
import { createRegistryMcp } from './mcp/server.ts'
import { createMetrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { grantsOf } from './rbac.ts'
import { type Controllers, startControllers } from './reconcile/controllers.ts'
import { type Pace, defaultPace } from './reconcile/pace.ts'
import { versionOf } from './routes/meta.ts'
import { makeSchemas } from './routes/schemas.ts'
import { routeTable } from './routes/table.ts'
import { seedScale } from './scale.ts'
import { seed } from './seed.ts'
import type { StatusShape } from './status.ts'
import { openStore } from './store.ts'
import { accessPolicies } from './whoami.ts'
import type { World } from './world.ts'

export interface RegistryOptions {
  /** Where the registry is reached, `http://127.0.0.1:12121`. */
  origin: string
  /** A file for node:sqlite, or ':memory:'. */
  dataFile: string
  /** Folder of manifests that are applied when the store is empty, in the order of their names. */
  seedManifests?: string
  /** Values for `${NAME}` in those manifests. */
  variables: Record<string, string>
  /** A real identity provider whose tokens are accepted beside the demo provider's. */
  oidc?: Oidc
  /** Claim that carries the roles in the demo provider's tokens; `Groups` when left out. */
  roleClaim?: string
  statusShape?: StatusShape
  /** `oss` has no access control, chat, policies, secrets and gateways. */
  edition?: Edition
  /** By runtime type; these are the types that a Runtime may have. */
  adapters: Record<string, RuntimeAdapter>
  /** So many agents and deployments more are seeded, for measurements. */
  scale?: number
  /** New content rows wait for an admin (REQUIRE_CREATE_APPROVAL). */
  requireApproval?: boolean
  /** Life of the demo provider's tokens, in seconds; one hour when left out. */
  tokenSeconds?: number
  clock?: Clock
  schedule?: Schedule
  pace?: Partial<Pace>
}

export interface Registry extends LabService {
  /** Its MCP server, which listens on a port of its own. */
  mcp: LabService
  /** Brings the first state back; tokens stay valid. */
  reset(): Promise<void>
  /** Resolves when no controller is in the middle of a step. */
  idle(): Promise<void>
}

/** The open source has no adapter for AWS. */
const enterpriseTypes = ['BedrockAgentCore']

/** A registry that speaks the wire of AgentRegistry. Rejects when a seed manifest is refused. */
export async function createRegistry(options: RegistryOptions): Promise<Registry> {
  const { edition = 'enterprise', clock = Date.now, schedule = timers, adapters } = options
  const store = openStore(options.dataFile)
  const key = await openSigningKey(store)
  const types = Object.entries(adapters).filter(
    ([type]) => edition === 'enterprise' || !enterpriseTypes.includes(type),
  )
  let controllers: Controllers | undefined
  const world: World = {
    edition,
    statusShape: options.statusShape ?? 'runtimeMetadata',
    requireApproval: options.requireApproval ?? false,
    kinds: makeKinds(edition, new Map(types.map(([type, { validate }]) => [type, validate]))),
    store,
    clock,
    adapters,
    touched: (row) => controllers?.touched(row),
  }
  const begin = async () => {
    if (store.isEmpty() && options.seedManifests) {
      const everything = { identity: anonymous, grants: grantsOf(anonymous, []) }
      await seed(world, everything, options.seedManifests, options.variables)
      if (options.scale) seedScale(world, options.scale)
    }
    controllers = startControllers(world, { ...defaultPace, ...options.pace }, schedule)
  }
  const end = async () => {
    await controllers?.stop()
    for (const adapter of Object.values(adapters)) await adapter.close?.()
  }
  await begin()

  const roleClaim = options.roleClaim ?? 'Groups'
  const authenticate = createAuthenticate(key, roleClaim, options.oidc, clock)
  const tokenSeconds = options.tokenSeconds ?? demoTokenSeconds
  const demo = { key, roleClaim, clock, tokenSeconds, origin: options.origin }
  const schemas = makeSchemas(world.kinds)
  const routes = routeTable(world, schemas, demo)
  const title = edition === 'enterprise' ? 'agentregistry Enterprise' : 'Agent Registry'
  const metrics = createMetrics()
  const app = createApp({
    world,
    routes,
    openapi: openApi(routes, schemas, title, versionOf(world).version),
    authenticate,
    metrics: metrics.text,
    counted: metrics.counted,
  })
  return {
    handler: getRequestListener(app.fetch),
    mcp: createRegistryMcp(world, askByHeader(world, authenticate)),
    idle: async () => controllers?.idle(),
    reset: async () => {
      await end()
      store.clear()
      await begin()
    },
    close: async () => {
      await end()
      store.close()
    },
  }
}

/** The MCP server takes a bearer and does without: then nobody asks, and the policies grant nothing. */
const askByHeader =
  (world: World, authenticate: Authenticate) => async (authorization: string | undefined) => {
    if (world.edition === 'oss') return { identity: anonymous, grants: grantsOf(anonymous, []) }
    const identity = authorization ? await authenticate(authorization) : nobody
    return identity && { identity, grants: grantsOf(identity, accessPolicies(world)) }
  }
