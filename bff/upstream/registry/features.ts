import { LRUCache } from 'lru-cache'

import type { Feature, RegistryKind, RegistryView } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryAnswer, RegistryCaller, RegistryClient } from './client.ts'
import { textAt } from './envelope.ts'
import { kindNames, kinds } from './kinds.ts'
import { jsonOf } from './read.ts'
import { notARegistry } from './refusal.ts'
import type { Snapshots } from './snapshots.ts'

type Found = Pick<RegistryView, 'edition' | 'version' | 'kinds' | 'features'>

export interface Features {
  /**
   * What this registry has, as far as that persona can tell; at most 60 s old. Throws Problem 502 or 504
   * where no registry answers.
   */
  of(caller: RegistryCaller): Promise<Found>
}

const freshMs = 60_000
const mostCallers = 500
const available: Feature = { available: true }

export function createFeatures(
  client: RegistryClient,
  snapshots: Snapshots,
  clock: () => number,
): Features {
  const known = new LRUCache<string, { at: number; found: Promise<Found> }>({ max: mostCallers })

  const get = (caller: RegistryCaller, path: string, label: string) =>
    client.request(caller, { method: 'GET', path, label })

  async function find(caller: RegistryCaller): Promise<Found> {
    const about = await get(caller, '/v0/version', 'version')
    if (about.status === 404) throw notARegistry(about)
    const told = jsonOf(about, 'tell its version')
    const version = textAt(told, 'version') ?? null
    const health = await get(caller, '/v0/health', 'health')
    const whoami = await get(caller, '/v0/user/whoami', 'whoami')
    const edition = editionOf(health, whoami)
    const name = `This registry${version === null ? '' : ` (${version})`}`
    const lacks = (words: string): Feature =>
      edition === 'oss'
        ? missing(`${name} is the open-source edition, which has no ${words}.`)
        : missing(`${name} has no ${words}; other releases of Enterprise do.`)
    const enterpriseOnly = (words: string) => (edition === 'oss' ? lacks(words) : available)
    const approve = edition === 'oss' ? null : await get(caller, '/v0/approve', 'pending approvals')
    return {
      edition,
      version,
      kinds: await kindsOf(caller, lacks),
      features: {
        whoami: whoami.status === 404 ? lacks('answer to "who am I"') : available,
        chat: enterpriseOnly('chat endpoint'),
        approve: approve === null || approve.status === 404 ? lacks('approvals') : available,
        awsSetup: enterpriseOnly('AWS setup'),
        // Undocumented in the open source, and there all the same (84f7a5e9).
        logs: available,
      },
    }
  }

  /** Kinds that every edition has are taken for granted; the others are asked for. */
  async function kindsOf(
    caller: RegistryCaller,
    lacks: (words: string) => Feature,
  ): Promise<Found['kinds']> {
    const asked = await Promise.all(
      kindNames.map(async (kind): Promise<[RegistryKind, Feature]> => {
        if (!kinds[kind].enterprise) return [kind, available]
        try {
          await snapshots.read(caller, kind, { maxAge: freshMs })
          return [kind, available]
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          if (error.code === 'not_found') return [kind, lacks(kinds[kind].words)]
          return [kind, missing(error.message)]
        }
      }),
    )
    return Object.fromEntries(asked) as Found['kinds'] // every kind was asked for
  }

  return {
    async of(caller) {
      const key = await client.identity(caller)
      const before = known.get(key)
      if (before && clock() - before.at < freshMs) return before.found
      const found = find({ persona: caller.persona, signIn: caller.signIn })
      known.set(key, { at: clock(), found })
      found.catch(() => known.delete(key))
      return found
    },
  }
}

const missing = (reason: string): Feature => ({ available: false, reason })

/** The open source has no whoami, and its health tells no platform (Enterprise 2026.7.1). */
function editionOf(health: RegistryAnswer, whoami: RegistryAnswer): RegistryView['edition'] {
  if (whoami.status !== 404) return whoami.status < 500 ? 'enterprise' : 'unknown'
  const told = health.status === 200 ? jsonOf(health, 'tell its health') : undefined
  return textAt(told, 'platform_mode') === undefined ? 'oss' : 'enterprise'
}

/** What a console without a registry says of each of them. */
export function noFeatures(reason: string): Pick<Found, 'kinds' | 'features'> {
  const none = missing(reason)
  const nowhere = kindNames.map((kind): [RegistryKind, Feature] => [kind, none])
  return {
    kinds: Object.fromEntries(nowhere) as Found['kinds'], // every kind is there
    features: { whoami: none, chat: none, approve: none, awsSetup: none, logs: none },
  }
}
