import type { RunInput } from '../../contract.ts'
import { defaultNamespace } from '../registry/envelope.ts'
import { type Asked, checkFits, checkSize, titleOf, waitingFor, withNewRun } from './admission.ts'
import { type Conversations, noConversation } from './conversations.ts'
import type { Journal } from './journal.ts'
import type { KeptConversation } from './kept.ts'
import type { LiveRun } from './liveRun.ts'
import type { Running } from './running.ts'
import type { Runs } from './runs.ts'

export interface BeginParts {
  runs: Runs
  conversations: Conversations
  journal: Journal
  running: Running
  recover: (kept: KeptConversation) => Promise<KeptConversation>
  limits: { messageBytes: number }
  /** A conversation has begun: where there are too many now, the oldest go. */
  begun: (owner: string) => Promise<void>
}

/**
 * Begins a run, in a new conversation or one that is there. It is stored before it is answered, so that
 * whoever reloads at once finds it. Problem 400, 404, 409, 413, 429, or whatever hinders the persona.
 */
export function createBegin(parts: BeginParts): (asked: Asked) => Promise<LiveRun> {
  const { runs, conversations, journal, running, recover, limits, begun } = parts

  async function known({ signIn, conversation, deployment }: Asked) {
    const found = await conversations.find(conversation)
    if (found === null) return null
    const mine = await conversations.own(signIn.operator.subject, found.id, deployment)
    return running.now(await recover(mine))
  }

  async function begin(asked: Asked, release: () => void): Promise<LiveRun> {
    const { signIn, deployment, conversation, run: id, input } = asked
    const kept = await known(asked)
    if (kept !== null) checkFits(kept, asked)
    const waiting = input.kind === 'decision' ? waitingFor(kept, input.interruptId) : undefined
    const where = {
      deployment,
      namespace: kept?.namespace ?? asked.namespace ?? defaultNamespace,
      persona: kept?.persona ?? asked.persona ?? asked.usualPersona,
    }
    const { place, adapter } = await runs.reach(where, signIn, asked.signal)
    const run = runs.make(
      {
        place,
        signIn,
        persona: where.persona,
        conversation,
        run: id,
        input,
        ...(waiting?.taskId === undefined ? {} : { taskId: waiting.taskId }),
        ...(kept?.heardAt === undefined ? {} : { lastHeardAt: kept.heardAt }),
      },
      adapter,
    )
    const { runtime, runtimeType } = place
    const owner = signIn.operator.subject
    const blank = { id: conversation, owner, ...where, runtime, runtimeType, title: titleOf(input) }
    await save(run, input, kept === null ? { ...blank, ...newAt(run) } : null)
    void runs.start(run, adapter.run(run.turn), release)
    if (kept === null) await begun(owner)
    return run
  }

  /** `fresh` is the conversation where there is none yet. */
  async function save(run: LiveRun, input: RunInput, fresh: KeptConversation | null) {
    running.add(run)
    try {
      run.events.add(JSON.stringify(input))
      await journal.flush()
      const { conversation } = run.turn
      const added = (one: KeptConversation) => withNewRun(one, run.kept, input)
      const kept = fresh === null ? await conversations.change(conversation, added) : added(fresh)
      if (kept === null || (fresh !== null && !(await conversations.create(kept))))
        throw noConversation(conversation)
      runs.announce(kept)
    } catch (error) {
      running.delete(run)
      await journal.drop(run.turn.conversation, run.turn.run)
      throw error
    }
  }

  return async (asked) => {
    checkSize(asked.input, limits.messageBytes)
    await known(asked)
    const release = running.reserve(asked.signIn.operator.subject, asked.conversation)
    try {
      return await begin(asked, release)
    } catch (error) {
      release()
      throw error
    }
  }
}

const newAt = ({ kept: { startedAt } }: LiveRun) => ({ startedAt, lastAt: startedAt, runs: [] })
