import { LRUCache } from 'lru-cache'

import { issuerOf } from '../config/lookup.ts'
import type { Config } from '../config/schema.ts'
import { digest, randomSecret } from './hash.ts'
import { type RecordParts, Records } from './records.ts'
import type { HeldTokens, SignIn } from './types.ts'

export type NewSignIn = Pick<SignIn, 'operator' | 'browser' | 'operatorTokens' | 'personas'> &
  Partial<Pick<SignIn, 'signedInAt' | 'absoluteExpiresAt' | 'lineage'>>

/** A sign-in that was found before, whatever its id is by now. */
type Known = Pick<SignIn, 'id' | 'lineage'>

/** One name for a sign-in under all the ids that it gets. */
export const lineageOf = ({ id, lineage }: Known): string => lineage ?? id

/** Who is signed in to the console. The cookie's value is known to the browser alone. */
export interface SignIns {
  /** Answers the value of the new cookie; the oldest beyond `maxPerSubject` end. */
  begin(signIn: NewSignIn): Promise<{ cookie: string; signIn: SignIn; ended: SignIn[] }>
  /**
   * Gives a sign-in a new cookie and id along with a change; the old ones are dead. Null when there is
   * no such sign-in any more, or `change` answers null to leave it alone.
   */
  rotate(
    id: string,
    change: (signIn: SignIn) => NewSignIn | null,
  ): Promise<{ cookie: string; signIn: SignIn } | null>
  /** Null when nobody is signed in by this cookie, or no longer. `slide` counts as activity. */
  find(cookie: string, slide: boolean): Promise<SignIn | null>
  /** The newest state of a sign-in that was found before. */
  current(known: Known): Promise<SignIn | null>
  /** The same, from the store itself: what another process wrote a moment ago counts. */
  reread(known: Known): Promise<SignIn | null>
  /** Null when the sign-in is gone. */
  update(known: Known, change: (signIn: SignIn) => SignIn): Promise<SignIn | null>
  /** Null when somebody else ended it first. */
  end(known: Known): Promise<SignIn | null>
  /** All of one operator, oldest first. */
  of(operator: SignIn['operator']): Promise<SignIn[]>
  /** Those that hold the given identity, as operator or as persona. */
  holding(identity: { issuer: string; session?: string; subject?: string }): Promise<SignIn[]>
  lastSeenAt(signIn: SignIn): number
  idleExpiresAt(signIn: SignIn): number
}

/** An issuer's id in the configuration, and what it calls a session or a person: never stored in clear. */
export const identityIndex = (issuer: string, value: string): string => digest(issuer, value)

export function createSignIns(config: Config, parts: RecordParts): SignIns {
  const { clock } = parts
  const { idle, absolute, maxPerSubject } = config.session
  const records = new Records<SignIn>(parts, 'signin')
  /** Activity that is not in the store yet: it is written once in a while, not at every request. */
  const seen = new LRUCache<string, number>({ max: 5_000 })
  const writeSeenEveryMs = Math.min(60_000, idle / 20)

  const lastSeenAt = (signIn: SignIn) => Math.max(seen.get(signIn.id) ?? 0, signIn.lastSeenAt)
  const idleExpiresAt = (signIn: SignIn) =>
    Math.min(lastSeenAt(signIn) + idle, signIn.absoluteExpiresAt)
  const alive = (signIn: SignIn) => clock() < idleExpiresAt(signIn)
  const keeping = (signIn: SignIn) => ({
    expiresAt: Math.min(signIn.lastSeenAt + idle + writeSeenEveryMs, signIn.absoluteExpiresAt),
    indexes: indexesOf(config, signIn),
  })

  /** Under the id that is known, and then under the one that a rotation has given it meanwhile. */
  async function following<T>(known: Known, work: (id: string) => Promise<T | null>) {
    const done = await work(known.id)
    if (done !== null) return done
    const [now] = await records.findBy('lineage', lineageOf(known))
    return now === undefined || now.id === known.id ? null : work(now.id)
  }

  async function at(id: string): Promise<SignIn | null> {
    const opened = await records.get(id)
    return opened !== null && alive(opened.value) ? opened.value : null
  }

  const updateAt = (id: string, change: (signIn: SignIn) => SignIn) =>
    records.update(id, (signIn) => {
      const value = { ...change(signIn), lastSeenAt: lastSeenAt(signIn) }
      return { value, keeping: keeping(value) }
    })

  const end = (known: Known) =>
    following(known, (id) => {
      seen.delete(id)
      return records.take(id)
    })

  /** A sign-in that begins now, under an id of its own. */
  function fresh(cookie: string, input: NewSignIn): SignIn {
    const now = clock()
    const times = { signedInAt: now, absoluteExpiresAt: now + absolute }
    return { ...times, ...input, id: digest(cookie), lastSeenAt: now }
  }

  async function of(operator: SignIn['operator']): Promise<SignIn[]> {
    const index = identityIndex(config.operator.issuer, operator.subject)
    const found = await records.findBy('subject', index)
    return found
      .map((opened) => opened.value)
      .filter((signIn) => signIn.operator.subject === operator.subject && alive(signIn))
  }

  return {
    async begin(input) {
      const cookie = randomSecret()
      const signIn = fresh(cookie, input)
      await records.put(signIn.id, signIn, keeping(signIn), 0)
      const all = await of(signIn.operator)
      const tooMany = all.slice(0, Math.max(0, all.length - maxPerSubject))
      await Promise.all(tooMany.map(end))
      return { cookie, signIn, ended: tooMany }
    },
    async rotate(id, change) {
      const cookie = randomSecret()
      const signIn = await records.update(id, (old) => {
        const input = change(old)
        if (input === null) return null
        const value = fresh(cookie, { ...input, lineage: lineageOf(old) })
        return { value, keeping: { ...keeping(value), movesTo: value.id } }
      })
      return signIn && { cookie, signIn }
    },
    async find(cookie, slide) {
      // Never under a later id: the cookie of an earlier one is dead.
      const signIn = await at(digest(cookie))
      if (signIn === null || !slide) return signIn
      const now = clock()
      seen.set(signIn.id, now)
      return now - signIn.lastSeenAt < writeSeenEveryMs
        ? signIn
        : updateAt(signIn.id, (same) => same)
    },
    current: (known) => following(known, at),
    reread: (known) => following(known, async (id) => (await records.reread(id))?.value ?? null),
    update: (known, change) => following(known, (id) => updateAt(id, change)),
    end,
    of,
    async holding({ issuer, session, subject }) {
      const [name, value] = session === undefined ? ['subject', subject] : ['idp_session', session]
      if (value === undefined) return []
      const index = name === 'subject' ? 'subject' : 'idp_session'
      const found = await records.findBy(index, identityIndex(issuer, value))
      return found.map((opened) => opened.value)
    },
    lastSeenAt,
    idleExpiresAt,
  }
}

/** Every identity in the sign-in, so that a back-channel logout finds it by any of them. */
function indexesOf(config: Config, signIn: SignIn) {
  const subject = [identityIndex(config.operator.issuer, signIn.operator.subject)]
  const sessions: string[] = []
  const add = (issuer: string, tokens: HeldTokens) => {
    if (tokens.idpSession) sessions.push(identityIndex(issuer, tokens.idpSession))
    if (typeof tokens.claims['sub'] === 'string')
      subject.push(identityIndex(issuer, tokens.claims['sub']))
  }
  add(config.operator.issuer, signIn.operatorTokens)
  for (const [id, { tokens }] of Object.entries(signIn.personas)) {
    const issuer = issuerOf(config.personas[id])
    if (tokens && issuer) add(issuer, tokens)
  }
  return { subject, idp_session: sessions, lineage: [lineageOf(signIn)] }
}
