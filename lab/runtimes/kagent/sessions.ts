import { randomUUID } from 'node:crypto'

import type { ModelMessage } from 'ai'

/** As it is on the wire. */
export interface Session {
  id: string
  name: string
  user_id: string
  created_at: string
  updated_at: string
  agent_id: string
  source: 'user' | 'agent'
}

interface SessionEvent {
  id: string
  session_id: string
  user_id: string
  created_at: string
  updated_at: string
  /** The event itself as JSON text. */
  data: string
}

interface SessionWish {
  user: string
  agentId: string
  id?: string
  name?: string
  source?: Session['source']
}

/** Sessions and what agents remember in them. Each belongs to one user: others cannot even see it. */
export interface Sessions {
  list(user: string, agentId?: string): Session[]
  get(user: string, id: string): Session | undefined
  byName(user: string, name: string): Session | undefined
  /** Makes one, or changes the one of this id. */
  upsert(wish: SessionWish): Session
  change(session: Session, change: Partial<Pick<Session, 'name' | 'agent_id'>>): Session
  remove(session: Session): void
  append(session: Session, id: string, event: unknown): void
  events(session: Session): SessionEvent[]
  /** What one agent remembers of it: two in one session do not hear each other. */
  history(session: Session, agentId: string): readonly ModelMessage[]
  remember(session: Session, agentId: string, history: ModelMessage[]): void
  clear(): void
}

interface Kept {
  session: Session
  events: SessionEvent[]
  histories: Map<string, readonly ModelMessage[]>
}

const key = (user: string, id: string): string => JSON.stringify([user, id])

export function createSessions(clock: () => number): Sessions {
  const all = new Map<string, Kept>()
  const now = () => new Date(clock()).toISOString()
  const keptOf = ({ user_id, id }: Session) => all.get(key(user_id, id))

  const change: Sessions['change'] = (session, changed) =>
    Object.assign(session, changed, { updated_at: now() })

  const ofUser = (user: string) =>
    [...all.values()]
      .map(({ session }) => session)
      .filter((session) => session.user_id === user)
      .toSorted((a, b) => b.created_at.localeCompare(a.created_at))

  return {
    list: (user, agentId) =>
      ofUser(user).filter((session) => !agentId || session.agent_id === agentId),
    get: (user, id) => all.get(key(user, id))?.session,
    byName: (user, name) => ofUser(user).find((session) => session.name === name),
    upsert: ({ user, agentId, id = randomUUID(), name, source = 'user' }) => {
      const known = all.get(key(user, id))?.session
      if (known) return change(known, { agent_id: agentId, ...(name && { name }) })
      const at = now()
      const session: Session = {
        id,
        name: name ?? '',
        user_id: user,
        created_at: at,
        updated_at: at,
        agent_id: agentId,
        source,
      }
      all.set(key(user, id), { session, events: [], histories: new Map() })
      return session
    },
    change,
    remove: ({ user_id, id }) => void all.delete(key(user_id, id)),
    append: (session, id, event) => {
      const at = now()
      const { id: session_id, user_id } = session
      const data = JSON.stringify(event)
      keptOf(session)?.events.push({
        id,
        session_id,
        user_id,
        created_at: at,
        updated_at: at,
        data,
      })
      change(session, {})
    },
    events: (session) => keptOf(session)?.events ?? [],
    history: (session, agentId) => keptOf(session)?.histories.get(agentId) ?? [],
    remember: (session, agentId, history) => void keptOf(session)?.histories.set(agentId, history),
    clear: () => all.clear(),
  }
}
