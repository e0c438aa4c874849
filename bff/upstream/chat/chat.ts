import type {
  ChatTarget,
  ConversationSummary,
  ConversationView,
  RunView,
  StopView,
} from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RecordParts } from '../../session/records.ts'
import type { SignIn } from '../../session/types.ts'
import type { LogParts } from '../sealedLog.ts'
import type { Asked } from './admission.ts'
import { createBegin } from './begin.ts'
import { createConversations, noRun } from './conversations.ts'
import { createJournal } from './journal.ts'
import type { KeptConversation, KeptRun } from './kept.ts'
import type { LiveRun } from './liveRun.ts'
import type { ChatPlaces } from './places.ts'
import { createRecovery } from './recover.ts'
import { createResume } from './resume.ts'
import type { RunEvents } from './runEvents.ts'
import { Running } from './running.ts'
import { createRuns, type RunsParts } from './runs.ts'
import { summaryOf, viewOf } from './views.ts'

/**
 * A conversation by the names that a client gives; `owner` is the subject of the operator who asks.
 * @public It is named in types that leave this file.
 */
export interface Which {
  owner: string
  conversation: string
  /** Where it is given, the conversation has to be this deployment's. */
  deployment?: string
}

/**
 * Conversations of operators with deployed agents. Whatever is asked about a conversation that is not the
 * operator's is Problem 404, in the same words as for one that does not exist.
 */
export interface Chat {
  target: (asked: Parameters<ChatPlaces['find']>[0]) => Promise<ChatTarget>
  begin(asked: Asked): Promise<LiveRun>
  /** The events of a run, for following or replaying them. */
  events(which: Which, run: string): Promise<RunEvents>
  stop(which: Which, run: string): Promise<StopView>
  resume(which: Which, run: string, signIn: SignIn): Promise<RunView>
  /** The one that was active last first. */
  list(owner: string): Promise<ConversationSummary[]>
  one(which: Which): Promise<ConversationView>
  rename(which: Which, title: string): Promise<ConversationSummary>
  /** With everything that was said; a run that is under way is given up. */
  remove(which: Which): Promise<void>
  /** Answers a sentence: what became of the session at the runtime. */
  endSession(which: Which, signIn: SignIn): Promise<string>
  /** Ends all runs as interrupted, and stores them. */
  close(): Promise<void>
}

export interface ChatServiceParts
  extends RecordParts, LogParts, Pick<RunsParts, 'adapters' | 'places' | 'hub' | 'onLoss'> {
  limits: {
    messageBytes: number
    runsAtOnce: number
    conversationsKept: number
    eventsPerRun: number
    /** Milliseconds. */
    runFor: number
  }
}

/** Milliseconds for ending a session at its runtime. */
const endSessionMs = 30_000
const sessionEnded = 'The session was ended at the runtime: the agent remembers nothing of this.'

export function createChat(parts: ChatServiceParts): Chat {
  const { limits, places } = parts
  const conversations = createConversations(parts)
  const journal = createJournal(parts)
  const running = new Running(limits.runsAtOnce)
  const shared = { ...parts, conversations, journal, running }
  const runs = createRuns(shared)
  const recover = createRecovery(shared)
  const resume = createResume({ ...shared, runs })
  const begin = createBegin({
    ...shared,
    runs,
    recover,
    begun: (owner) => dropOldest(owner).catch(parts.onLoss),
  })

  /** Owned, without anything that an earlier process left under way, and as it is at this moment. */
  async function own({ owner, conversation, deployment }: Which): Promise<KeptConversation> {
    return running.now(await recover(await conversations.own(owner, conversation, deployment)))
  }

  async function ownRun(which: Which, id: string): Promise<KeptRun> {
    const run = (await own(which)).runs.find((one) => one.id === id)
    if (run === undefined) throw noRun(id)
    return run
  }

  const eventsOf = (conversation: string, run: string): RunEvents =>
    running.get(conversation, run)?.events ?? journal.stored(conversation, run)

  async function remove(kept: KeptConversation): Promise<void> {
    await conversations.remove(kept.id)
    await runs.giveUp(kept.id)
    await journal.drop(kept.id)
    runs.announce(kept)
  }

  async function dropOldest(owner: string): Promise<void> {
    const mine = await conversations.list(owner)
    const idle = mine.filter(({ id }) => !running.busy(id))
    const room = Math.max(0, limits.conversationsKept - (mine.length - idle.length))
    for (const kept of idle.slice(room)) await remove(kept)
  }

  return {
    target: async (asked) => (await places.find(asked)).target,
    begin,
    async events(which, run) {
      await ownRun(which, run)
      return eventsOf(which.conversation, run)
    },
    async stop(which, id) {
      await ownRun(which, id)
      const run = running.get(which.conversation, id)
      if (run === undefined || run.events.ended)
        return { outcome: 'already_done', sentence: 'This answer had ended already.' }
      return run.stop()
    },
    resume: async (which, run, signIn) => resume(await own(which), run, signIn),
    async list(owner) {
      const found = await conversations.list(owner)
      return Promise.all(found.map(async (kept) => summaryOf(running.now(await recover(kept)))))
    },
    async one(which) {
      const kept = await own(which)
      return viewOf(kept, ({ id }) => eventsOf(kept.id, id))
    },
    async rename(which, title) {
      const { id } = await own(which)
      const kept = await conversations.change(id, (one) => ({ ...one, title }))
      const { owner, conversation } = which
      // gone meanwhile: says so
      if (kept === null) return summaryOf(await conversations.own(owner, conversation))
      runs.announce(kept)
      return summaryOf(running.now(kept))
    },
    async remove({ owner, conversation, deployment }) {
      await remove(await conversations.own(owner, conversation, deployment))
    },
    async endSession(which, signIn) {
      const kept = await own(which)
      const release = running.reserve(which.owner, kept.id)
      try {
        const { place, adapter } = await runs.reach(kept, signIn)
        if (adapter.endSession === undefined)
          throw new Problem(409, 'conflict', `${kept.runtime} has no sessions that can be ended.`)
        const { id: conversation, persona } = kept
        const signal = AbortSignal.timeout(endSessionMs)
        const turn = { place, signIn, persona, conversation, signal, learned: () => undefined }
        await adapter.endSession(turn)
        const ended = await conversations.change(kept.id, ({ heardAt: _heardAt, ...one }) => ({
          ...one,
          sessionEnded,
        }))
        if (ended !== null) runs.announce(ended)
        return sessionEnded
      } finally {
        release()
      }
    },
    async close() {
      await runs.giveUp()
      await journal.flush()
    },
  }
}
