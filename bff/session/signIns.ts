import { LRUCache } from 'lru-cache'

import { issuerOf } from '../config/lookup.ts'
import type { Config } from '../config/schema.ts'
import { digest, randomSecret } from './hash.ts'
import { type RecordParts, Records } from './records.ts'
import type { HeldTokens, SignIn } from './types.ts'

export type NewSignIn = Pick<SignIn, 'operator' | 'browser' | 'operatorTokens' | 'personas'> &
  Partial<Pick<SignIn, 'signedInAt' | 'absoluteExpiresAt'>>

/** Who is signed in to the console. The cookie's value is known to the browser alone. */
export interface SignIns {
  /**
   * Answers the value of the new cookie; the oldest beyond `maxPerSubject` end. To rotate, end the old
   * sign-in first and begin with what `end` answered: nothing that changed meanwhile is lost.
   */
  begin(signIn: NewSignIn): Promise<{ cookie: string; signIn: SignIn; ended: SignIn[] }>
  /** Null when nobody is signed in by this cookie, or no longer. `slide` counts as activity. */
  find(cookie: string, slide: boolean): Promise<SignIn | null>
  /** The newest state of a sign-in that was found before. */
  current(id: string): Promise<SignIn | null>
  /** The same, from the store itself: what another process wrote a moment ago counts. */
  reread(id: string): Promise<SignIn | null>
  /** Null when the sign-in is gone. */
  update(id: string, change: (signIn: SignIn) => SignIn): Promise<SignIn | null>
  /** Null when somebody else ended it first. */
  end(id: string): Promise<SignIn | null>
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

  async function current(id: string): Promise<SignIn | null> {
    const opened = await records.get(id)
    return opened !== null && alive(opened.value) ? opened.value : null
  }

  function update(id: string, change: (signIn: SignIn) => SignIn): Promise<SignIn | null> {
    return records.update(id, (signIn) => {
      const value = { ...change(signIn), lastSeenAt: lastSeenAt(signIn) }
      return { value, keeping: keeping(value) }
    })
  }

  async function end(id: string): Promise<SignIn | null> {
    seen.delete(id)
    return records.take(id)
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
      const now = clock()
      const times = { signedInAt: now, absoluteExpiresAt: now + absolute }
      const signIn: SignIn = { ...times, ...input, id: digest(cookie), lastSeenAt: now }
      await records.put(signIn.id, signIn, keeping(signIn), 0)
      const all = await of(signIn.operator)
      const tooMany = all.slice(0, Math.max(0, all.length - maxPerSubject))
      await Promise.all(tooMany.map(({ id }) => end(id)))
      return { cookie, signIn, ended: tooMany }
    },
    async find(cookie, slide) {
      const signIn = await current(digest(cookie))
      if (signIn === null || !slide) return signIn
      const now = clock()
      seen.set(signIn.id, now)
      return now - signIn.lastSeenAt < writeSeenEveryMs ? signIn : update(signIn.id, (same) => same)
    },
    current,
    reread: async (id) => (await records.reread(id))?.value ?? null,
    update,
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
  return { subject, idp_session: sessions }
}
