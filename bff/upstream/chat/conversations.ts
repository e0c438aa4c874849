import { Problem } from '../../problem.ts'
import { digest } from '../../session/hash.ts'
import { type RecordParts, Records } from '../../session/records.ts'
import type { KeptConversation } from './kept.ts'

/** The conversations of all operators, each of which belongs to one. They live until they are deleted. */
export interface Conversations {
  /** Null where there is none by that id, whoever asks. */
  find(id: string): Promise<KeptConversation | null>
  /** Problem 404 where there is none, or it is somebody else's or another deployment's: all the same. */
  own(owner: string, id: string, deployment?: string): Promise<KeptConversation>
  /** The one that was active last first. */
  list(owner: string): Promise<KeptConversation[]>
  /** False where the id is taken, or was not long ago. */
  create(kept: KeptConversation): Promise<boolean>
  /** Null where it has gone meanwhile. */
  change(
    id: string,
    change: (kept: KeptConversation) => KeptConversation,
  ): Promise<KeptConversation | null>
  remove(id: string): Promise<void>
}

const never = Number.MAX_SAFE_INTEGER
/** Runtimes remember a session after its conversation is gone here; AgentCore for eight hours at most. */
const nameRestsMs = 30 * 24 * 3_600_000

/** In the place of a conversation that was deleted: its name is its session's, and nobody else may take it up. */
interface Rest {
  deleted: true
}

export function createConversations(parts: RecordParts): Conversations {
  const records = new Records<KeptConversation | Rest>(parts, 'conversation')
  const find = async (id: string) => there((await records.get(digest(id)))?.value)

  return {
    find,
    async own(owner, id, deployment) {
      const kept = await find(id)
      if (kept?.owner !== owner || ![undefined, kept.deployment].includes(deployment))
        throw noConversation(id)
      return kept
    },
    async list(owner) {
      const found = await records.findBy('subject', subjectOf(owner))
      return found
        .flatMap(({ value }) => there(value) ?? [])
        .toSorted((a, b) => b.lastAt - a.lastAt)
    },
    create: (kept) => records.put(digest(kept.id), kept, keeping(kept), 0),
    async change(id, change) {
      const changed = await records.update(digest(id), (one) => {
        const kept = there(one)
        if (kept === null) return null
        const value = change(kept)
        return { value, keeping: keeping(value) }
      })
      return there(changed)
    },
    async remove(id) {
      const keeping = { expiresAt: parts.clock() + nameRestsMs }
      await records.update(digest(id), () => ({ value: { deleted: true }, keeping }))
    },
  }
}

const there = (one: KeptConversation | Rest | null | undefined): KeptConversation | null =>
  one && !('deleted' in one) ? one : null

const subjectOf = (owner: string) => digest('conversations', owner)
const keeping = ({ owner }: KeptConversation) => ({
  expiresAt: never,
  indexes: { subject: [subjectOf(owner)] },
})

/** The same words whether it never was, was deleted, or is another operator's. */
export const noConversation = (id: string): Problem =>
  new Problem(404, 'not_found', `There is no conversation ${id}.`, {
    hint: 'It may have been deleted; begin a new one.',
  })

/** @param run a UUID of the client's choice */
export const noRun = (run: string): Problem =>
  new Problem(404, 'not_found', `There is no run ${run} in this conversation.`)
