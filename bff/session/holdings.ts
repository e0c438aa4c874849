import { issuerOf } from '../config/lookup.ts'
import type { Config } from '../config/schema.ts'
import { Problem } from '../problem.ts'
import { mintable } from './grants.ts'
import { type RecordParts, Records } from './records.ts'
import { identityIndex, lineageOf, type SignIns } from './signIns.ts'
import type { HeldPersona, SignIn } from './types.ts'

/** Where the tokens of one persona live: in a sign-in, or in one record for all operators. */
export interface Holding {
  /** One name per set of tokens: whoever refreshes it locks this. */
  key: string
  /** Whose work its requests are; undefined for shared ones, which are the system's. */
  owner?: string
  /** The sign-in that alone sees it, where it is not shared. */
  signIn?: string
  read(): Promise<HeldPersona | undefined>
  /** As the store has it now, whatever is at hand. */
  reread(): Promise<HeldPersona | undefined>
  write(held: HeldPersona): Promise<void>
}

export interface Holdings {
  of(persona: string, signIn: SignIn): Holding
  /** Drops shared tokens of an ended session of the identity provider; the next use mints anew. */
  endShared(identity: { issuer: string; session: string }): Promise<string[]>
}

export function createHoldings(config: Config, signIns: SignIns, parts: RecordParts): Holdings {
  const shared = new Records<HeldPersona>(parts, 'shared_persona')

  return {
    of(persona, snapshot) {
      const settings = config.personas[persona]
      if (settings && mintable(settings)) return sharedHolding(persona)
      return {
        key: `persona.${lineageOf(snapshot)}.${persona}`,
        owner: snapshot.operator.subject,
        signIn: snapshot.id,
        // Gone in the middle of a request: what it held is still true.
        read: async () => ((await signIns.current(snapshot)) ?? snapshot).personas[persona],
        async reread() {
          const signIn = await signIns.reread(snapshot)
          if (signIn !== null) return signIn.personas[persona]
          throw new Problem(401, 'session_required', 'This sign-in has ended meanwhile.')
        },
        async write(held) {
          await signIns.update(snapshot, (signIn) => ({
            ...signIn,
            personas: { ...signIn.personas, [persona]: held },
          }))
        },
      }
    },
    async endShared({ issuer, session }) {
      const found = await shared.findBy('idp_session', identityIndex(issuer, session))
      await Promise.all(found.map(({ id }) => shared.delete(id)))
      return found.map(({ id }) => id)
    },
  }

  function sharedHolding(persona: string): Holding {
    const issuer = issuerOf(config.personas[persona])
    return {
      key: `persona.${persona}`,
      read: async () => (await shared.get(persona))?.value,
      reread: async () => (await shared.reread(persona))?.value,
      async write(held) {
        const expiresAt = parts.clock() + config.session.absolute
        const session = held.tokens?.idpSession
        const indexes = issuer && session ? { idp_session: [identityIndex(issuer, session)] } : {}
        for (;;) {
          const version = (await shared.reread(persona))?.version ?? 0
          if (await shared.put(persona, held, { expiresAt, indexes }, version)) return
        }
      },
    }
  }
}
