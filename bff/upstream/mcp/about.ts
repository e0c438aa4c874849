import type { GatewayAbout, McpSessionView } from '../../contract.ts'
import type { Mcp } from '../mcp.ts'
import { verdict } from '../verdict.ts'
import type { Trust } from '../verdict/token.ts'
import type { Handshake } from './handshake.ts'
import type { McpSession } from './sessions.ts'
import { viewOf } from './sessionView.ts'
import type { McpCaller, McpOutcome } from './types.ts'

export interface Sessions {
  /** What a gateway says of itself: its handshake, or a ping where a session is there. Throws what `Mcp.request` throws. */
  about(caller: McpCaller): Promise<GatewayAbout>
  /** Begins a session, or answers the one that is there. `listen` opens its stream. */
  begin(
    caller: McpCaller,
    listen: boolean,
  ): Promise<{ session: McpSessionView | null; about: GatewayAbout }>
  list(signIn: McpCaller['signIn'], gateway: string): McpSessionView[]
}

interface Parts {
  mcp: Mcp
  clock: () => number
  trust: (gateway: string) => Promise<Trust | undefined>
  /** What a persona is called in sentences; its id where this is left out. */
  called?: (persona: string) => string
  /** The product's own release, where its admin port tells. */
  release?: (gateway: string) => Promise<string | undefined>
}

interface Met {
  session?: McpSession
  agreed?: Handshake
  outcome: McpOutcome
}

export function createSessions({ mcp, clock, trust, called, release }: Parts): Sessions {
  async function meet(caller: McpCaller): Promise<Met> {
    const { begun, outcome } = await mcp.begin(caller)
    const { session, agreed } = begun
    if (outcome !== null) return { outcome, ...(session && { session }), ...(agreed && { agreed }) }
    const pinged = await mcp.request(caller, { method: 'ping', label: 'ping' })
    // one that was lost meanwhile has been begun anew by now
    const now = mcp
      .sessions(caller.signIn, caller.gateway)
      .findLast(({ persona }) => persona === caller.persona)?.session
    return { outcome: pinged, ...(now && { session: now, agreed: now }) }
  }

  async function aboutOf(
    { gateway, persona }: McpCaller,
    { session, agreed, outcome }: Met,
  ): Promise<GatewayAbout> {
    const known = outcome.message === null ? await trust(gateway) : undefined
    const said = verdict(outcome, {
      who: called?.(persona) ?? persona,
      asked: 'call',
      listed: 'unknown',
      claims: outcome.claims,
      now: clock(),
      ...(known === undefined ? {} : { trust: known }),
    })
    const its = await release?.(gateway)
    const { kind, said: transportSaid } = mcp.transports.of(gateway)
    return {
      transport: kind,
      transportSaid,
      protocolVersion: agreed?.version ?? null,
      server: agreed?.server ?? null,
      capabilities: agreed?.capabilities ?? [],
      sessions: session ? 'stateful' : agreed ? 'stateless' : 'unknown',
      // a gateway may answer these by itself: nothing proves that they came further
      verdict: said.reached === 'upstream' ? { ...said, reached: 'gateway' } : said,
      ...(agreed?.instructions === undefined ? {} : { instructions: agreed.instructions }),
      ...(its === undefined ? {} : { release: its }),
    }
  }

  return {
    about: async (caller) => aboutOf(caller, await meet(caller)),
    async begin(caller, listen) {
      const met = await meet(caller)
      const { session } = met
      if (session !== undefined && listen) await mcp.listen(caller, session)
      return {
        session: session ? viewOf(caller.gateway, caller.persona, session) : null,
        about: await aboutOf(caller, met),
      }
    },
    list: (signIn, gateway) =>
      mcp
        .sessions(signIn, gateway)
        .map(({ persona, session }) => viewOf(gateway, persona, session)),
  }
}
