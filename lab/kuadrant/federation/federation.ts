import type { KuadrantModel, Server } from '../model.ts'
import { type FederatedTool, type Look, openUpstream, type Upstream } from './upstream.ts'

/** In milliseconds: `backendPingIntervalSeconds` is 60 by default. */
const interval = 60_000

/** A server and what is known of it. */
export interface Known {
  readonly server: Server
  readonly look: Look
  /** Names that another server has already. */
  readonly conflicts: readonly string[]
}

/** The servers that are registered now, looked at through. */
export interface Federation {
  /** Every server, looked at within the last minute; one that failed is looked at again each time. */
  known(): Promise<readonly Known[]>
  /** All tools by name, without those of a server that fails. */
  tools(): Promise<readonly FederatedTool[]>
  close(): Promise<void>
}

interface Entry {
  readonly upstream: Upstream
  look?: Look
  looking?: Promise<Look> | undefined
}

/**
 * Looks when somebody asks, not on a clock: what is listed is never older than the broker's interval, and a
 * server that has just started is there at once. `changed` is told that tools came or went.
 */
export function federate(model: () => KuadrantModel, changed: () => void): Federation {
  const entries = new Map<string, Entry>()

  const look = (server: Server): Promise<Look> => {
    const entry = entries.get(keyOf(server)) ?? enter(server)
    const fresh =
      entry.look && !entry.look.failure && Date.now() - entry.look.at.getTime() < interval
    if (entry.look && fresh) return Promise.resolve(entry.look)
    entry.looking ??= entry.upstream.look().then((seen) => {
      const before = entry.look
      entry.look = seen
      entry.looking = undefined
      if (before !== undefined && namesOf(before) !== namesOf(seen)) changed()
      return seen
    })
    return entry.looking
  }

  const enter = (server: Server): Entry => {
    const entry: Entry = {
      upstream: openUpstream(server, () => {
        delete entry.look
        changed()
      }),
    }
    entries.set(keyOf(server), entry)
    return entry
  }

  const known = async (): Promise<readonly Known[]> => {
    const { servers } = model()
    const looks = await Promise.all(
      servers.map(async (server) => ({ server, look: await look(server) })),
    )
    await forget(entries, servers)
    return withoutConflicts(looks)
  }

  return {
    known,
    tools: async () => {
      const tools = (await known()).flatMap((one) => (one.look.failure ? [] : one.look.tools))
      return tools.toSorted((one, other) => (one.listing.name < other.listing.name ? -1 : 1))
    },
    close: async () => {
      await Promise.all([...entries.values()].map(({ upstream }) => upstream.close()))
    },
  }
}

/** A server that moves is another one. */
const keyOf = ({ id, url }: Server): string => `${id} ${url.href}`

const namesOf = ({ tools }: Look): string => tools.map(({ listing }) => listing.name).join(' ')

/** Closes what is registered no longer. */
async function forget(entries: Map<string, Entry>, servers: readonly Server[]): Promise<void> {
  for (const [key, { upstream }] of entries)
    if (!servers.some((server) => keyOf(server) === key)) {
      entries.delete(key)
      await upstream.close()
    }
}

/** A name can belong to one server: a later one that brings it again fails as a whole. */
function withoutConflicts(all: readonly Omit<Known, 'conflicts'>[]): readonly Known[] {
  const taken = new Set<string>()
  return all.map(({ server, look }) => {
    const names = look.tools.map(({ listing }) => listing.name)
    const conflicts = names.filter((name) => taken.has(name))
    if (conflicts.length === 0) for (const name of names) taken.add(name)
    const failure = `conflicting tools discovered. conflicting tool names [${conflicts.join(' ')}]`
    return { server, conflicts, look: conflicts.length > 0 ? { ...look, failure } : look }
  })
}
