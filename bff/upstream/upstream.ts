import type { Config } from '../config/schema.ts'
import type { Secrets } from '../config/secrets.ts'
import type { Hub } from '../observe/hub.ts'
import type { StreamLimit } from '../security/streamLimit.ts'
import type { Sealer } from '../session/seal.ts'
import type { Store } from '../session/store/contract.ts'
import type { SignIn, TokenSource } from '../session/types.ts'
import { type Audit, createAudit } from './audit/audit.ts'
import { type CallTool, createCalls } from './calls.ts'
import { createChatAdapters } from './chat/adapters.ts'
import { type Chat, createChat } from './chat/chat.ts'
import { createChatPlaces } from './chat/places.ts'
import { urlOf } from './chat/urls.ts'
import { createAdminPorts } from './gateways/adminPort.ts'
import { createGateways, type Gateways } from './gateways/gateways.ts'
import { releases } from './gateways/release.ts'
import { createTraces } from './gateways/trace.ts'
import { createHistory, type History } from './history.ts'
import { createPools, type Pools } from './http.ts'
import { createMcp, type Mcp } from './mcp.ts'
import { createSessions, type Sessions } from './mcp/about.ts'
import { type AskMcp, createRequests } from './mcp/requests.ts'
import { createPolicies, type Policies } from './policy.ts'
import { createPulse, type Pulse } from './pulse.ts'
import type { ExchangeLog } from './recorder.ts'
import { createRegistryClient } from './registry/client.ts'
import { createRegistry, type Registry } from './registry/registry.ts'
import { createTools, type Tools } from './tools.ts'

/** Everything that the routes may ask of the systems behind this one. */
export interface Upstream {
  pools: Pools
  exchanges: ExchangeLog
  mcp: Mcp
  sessions: Sessions
  requests: AskMcp
  tools: Tools
  call: CallTool
  history: History
  audit: Audit
  policies: Policies
  gateways: Gateways
  pulse: Pulse
  registry: Registry
  chat: Chat
  /** To be called when a sign-in ends, while its tokens still work. Never rejects. */
  signInEnded(signIn: SignIn): Promise<void>
  /** Stores what is known and drops every connection. */
  close(): Promise<void>
}

export interface UpstreamParts {
  config: Config
  secrets: Secrets
  store: Store
  seal: Sealer
  tokens: TokenSource
  /** Made before the token source, which records its own requests with it. */
  exchanges: ExchangeLog
  hub: Hub
  streams: StreamLimit
  clock: () => number
  onLoss: (error: unknown) => void
}

export function createUpstream(parts: UpstreamParts): Upstream {
  const { config, exchanges, store, seal, clock, onLoss } = parts
  const pools = createPools(urlsOf(config), {
    headersTimeout: config.limits.upstreamHeaders,
    bodyTimeout: config.limits.upstreamIdle,
  })
  const shared = { ...parts, pools, recorder: exchanges }
  const mcp = createMcp(shared)
  const adminPorts = createAdminPorts(shared)
  const policies = createPolicies({ config, adminPorts })
  const history = createHistory({ store, seal, onLoss, most: config.limits.callsKept })
  const audit = createAudit(parts)
  const toolsParts = {
    mcp,
    clock,
    trust: (gateway: string) => policies.trust(gateway),
    called: (persona: string) => config.personas[persona]?.label ?? persona,
  }
  const tools = createTools(toolsParts)
  const chatParts = { ...shared, client: createRegistryClient(shared) }
  const adapters = createChatAdapters(chatParts)
  const places = createChatPlaces(chatParts)
  const chat = createChat({ ...parts, adapters, places, limits: config.chat.limits })
  return {
    pools,
    exchanges,
    mcp,
    sessions: createSessions({ ...toolsParts, release: releases({ config, adminPorts }) }),
    requests: createRequests(toolsParts),
    tools,
    call: createCalls({
      ...toolsParts,
      tools,
      history,
      traced: createTraces(shared),
      made: (caller, call, session) => void audit.keep(caller, call, session),
    }),
    history,
    audit,
    policies,
    gateways: createGateways({ ...shared, adminPorts, tools }),
    pulse: createPulse(shared),
    registry: createRegistry(shared),
    chat,
    signInEnded: (signIn) => mcp.endSessions(signIn),
    async close() {
      mcp.close()
      await chat.close()
      await pools.close()
      // requests that end by that are kept as well
      await exchanges.flush()
    },
  }
}

/** The allow-list: whatever the configuration names as a place to send requests to. */
function urlsOf({ gateways, issuers, registry, chat }: Config): string[] {
  return [
    ...Object.values(gateways).flatMap(({ url, admin, kubernetes }) =>
      [url, admin, kubernetes?.url].filter((one) => one !== undefined),
    ),
    ...Object.values(issuers).map(({ issuer, dial }) => dial ?? issuer),
    ...(registry ? [registry.url, ...registry.reach] : []),
    ...Object.values(chat.runtimes).flatMap((runtime) => urlOf(runtime) ?? []),
  ]
}
