import type { Hub } from '../../observe/hub.ts'
import { Problem } from '../../problem.ts'
import type { SignIn } from '../../session/types.ts'
import type { AdapterEvent, ChatAdapter, ChatPlace, Turn } from './adapter.ts'
import type { Conversations } from './conversations.ts'
import { deleted, restarted } from './endings.ts'
import type { Journal } from './journal.ts'
import { type KeptConversation, withRun } from './kept.ts'
import { LiveRun } from './liveRun.ts'
import type { ChatPlaces } from './places.ts'
import type { Running } from './running.ts'

export interface RunsParts {
  adapters: { of(place: ChatPlace): ChatAdapter }
  places: Pick<ChatPlaces, 'find'>
  conversations: Conversations
  journal: Journal
  running: Running
  hub: Pick<Hub, 'publish'>
  limits: { eventsPerRun: number; runFor: number }
  clock: () => number
  onLoss: (error: unknown) => void
}

type Where = Pick<KeptConversation, 'deployment' | 'namespace' | 'persona'>

/** Works on runs, and keeps what becomes of them. */
export interface Runs {
  /** A run that is not begun yet: its events are empty but for what was asked. */
  make(turn: Omit<Turn, 'signal' | 'learned'>, adapter: ChatAdapter): LiveRun
  /** Works on it; `release` gives its conversation back. Resolves when everything of it is stored. */
  start(run: LiveRun, source: AsyncIterable<AdapterEvent>, release: () => void): Promise<void>
  /** How a deployment is asked, as its records have it now. Problem 409 where it cannot be. */
  reach(
    where: Where,
    signIn: SignIn,
    signal?: AbortSignal,
  ): Promise<{ place: ChatPlace; adapter: ChatAdapter }>
  announce(kept: Pick<KeptConversation, 'owner' | 'id' | 'deployment'>): void
  /** Ends those of a conversation that was deleted, or all of them as interrupted; resolves when that is stored. */
  giveUp(conversation?: string): Promise<void>
}

export function createRuns(parts: RunsParts): Runs {
  const { adapters, places, conversations, journal, running, hub, clock, onLoss, limits } = parts
  const underway = new Map<LiveRun, Promise<void>>()

  async function keep(run: LiveRun): Promise<void> {
    const { conversation } = run.turn
    const kept = await conversations.change(conversation, (one) => ({
      ...withRun(one, run.kept.id, () => run.kept),
      lastAt: Math.max(one.lastAt, run.kept.endedAt ?? 0),
      ...(run.heardAt === undefined ? {} : { heardAt: run.heardAt }),
    }))
    if (kept !== null) announce(kept)
  }

  async function work(
    run: LiveRun,
    source: AsyncIterable<AdapterEvent>,
    release: () => void,
  ): Promise<void> {
    try {
      await run.work(source)
      release()
      await journal.flush()
      await keep(run)
    } catch (error) {
      onLoss(error)
    } finally {
      running.delete(run)
    }
  }

  function announce({
    owner,
    id,
    deployment,
  }: Pick<KeptConversation, 'owner' | 'id' | 'deployment'>) {
    hub.publish({ event: 'conversation', data: { id, deployment } }, { subject: owner })
  }

  return {
    make(turn, adapter) {
      const events = journal.open(turn.conversation, turn.run)
      const learned = (run: LiveRun) => void keep(run).catch(onLoss)
      return new LiveRun({ turn, adapter, events, clock, limits, learned, onLoss })
    },
    async start(run, source, release) {
      const going = work(run, source, release)
      underway.set(run, going)
      await going
      underway.delete(run)
    },
    async reach({ deployment, namespace, persona }, signIn, signal) {
      const asked = { signIn, persona, deployment, namespace, ...(signal ? { signal } : {}) }
      const { target, place } = await places.find(asked)
      if (place === null)
        throw new Problem(409, 'conflict', target.reason ?? `${deployment} cannot be asked now.`)
      return { place, adapter: adapters.of(place) }
    },
    announce,
    async giveUp(conversation) {
      const meant = [...underway].filter(([{ turn }]) =>
        [undefined, turn.conversation].includes(conversation),
      )
      for (const [run] of meant)
        run.breakOff(conversation === undefined ? restarted(run.kept.resumable) : deleted)
      await Promise.all(meant.map(([, going]) => going))
    },
  }
}
