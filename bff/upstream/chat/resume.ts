import type { RunView } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { SignIn } from '../../session/types.ts'
import type { AdapterEvent } from './adapter.ts'
import { type Conversations, noConversation, noRun } from './conversations.ts'
import { brokenOff } from './endings.ts'
import type { Journal } from './journal.ts'
import { type KeptConversation, type KeptRun, withRun } from './kept.ts'
import type { LiveRun } from './liveRun.ts'
import type { Running } from './running.ts'
import type { Runs } from './runs.ts'
import { inputOf, runViewOf } from './views.ts'

export interface ResumeParts {
  runs: Runs
  conversations: Conversations
  journal: Journal
  running: Running
}

/** Most runtimes tell at once what became of a run; for the others the answer says that it goes on. */
const waitMs = 2_000
/** A runtime that has told nothing by then is not waited for: nobody could stop it. */
const tellWithinMs = 30_000

/**
 * Asks the runtime what became of a run that broke off, and puts that in the place of what had come of it.
 * Answers the run, ended or going on. Problem 409 where it cannot be asked, 502 where it does not tell:
 * then the run stays as it was.
 */
export function createResume({ runs, conversations, journal, running }: ResumeParts) {
  async function resume(
    kept: KeptConversation,
    broken: KeptRun,
    signIn: SignIn,
    release: () => void,
  ): Promise<RunView> {
    const { place, adapter } = await runs.reach(kept, signIn)
    const [asked] = await journal.stored(kept.id, broken.id).after(-1)
    if (adapter.resume === undefined || asked === undefined) throw cannotTell(kept.runtime)
    const { id: conversation, persona } = kept
    const { id, taskId, startedAt } = broken
    const input = inputOf(asked)
    const task = taskId === undefined ? {} : { taskId }
    const turn = { place, signIn, persona, conversation, run: id, input, ...task }
    const run = runs.make(turn, adapter)
    run.kept = { ...run.kept, startedAt }
    const longest = setTimeout(() => run.breakOff(brokenOff(true)), tellWithinMs)
    const source = await told(adapter.resume(run.turn)).finally(() => clearTimeout(longest))
    await begun(run, asked.text)
    runs.announce(kept)
    const ended = runs.start(run, source, release)
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, waitMs)
    await Promise.race([ended, late.promise])
    clearTimeout(timer)
    const view = await runViewOf(kept, run.kept, run.events)
    if (view === null) throw noRun(id)
    return view
  }

  /** Puts it in the place of what had come. Whoever deleted the conversation meanwhile is not overruled. */
  async function begun(run: LiveRun, asked: string): Promise<void> {
    const { conversation, run: id } = run.turn
    running.add(run)
    try {
      await journal.drop(conversation, id)
      run.events.add(asked)
      await journal.flush()
      const now = await conversations.change(conversation, (one) =>
        withRun(one, id, () => run.kept),
      )
      if (now !== null) return
      await journal.drop(conversation, id)
      throw noConversation(conversation)
    } catch (error) {
      running.delete(run)
      throw error
    }
  }

  return async (kept: KeptConversation, id: string, signIn: SignIn): Promise<RunView> => {
    const run = kept.runs.find((one) => one.id === id)
    if (run === undefined) throw noRun(id)
    if (run.state !== 'failed')
      throw new Problem(409, 'conflict', 'This run did not break off; there is nothing to resume.')
    if (!run.resumable) throw cannotTell(kept.runtime)
    const release = running.reserve(kept.owner, kept.id)
    try {
      return await resume(kept, run, signIn, release)
    } catch (error) {
      if (running.get(kept.id, id) === undefined) release()
      throw error
    }
  }
}

const cannotTell = (runtime: string) =>
  new Problem(409, 'conflict', `${runtime} cannot tell what became of an earlier question.`, {
    hint: 'Ask again.',
  })

/**
 * The same events, once there is one that tells something. Problem 502 where there is none: what had come
 * of the run is worth more than that.
 */
async function told(events: AsyncIterable<AdapterEvent>): Promise<AsyncIterable<AdapterEvent>> {
  const rest = events[Symbol.asyncIterator]()
  const first: AdapterEvent[] = []
  for (;;) {
    const { value, done } = await rest.next()
    if (done === true) throw untold('The runtime did not tell what became of this question.')
    if (value.type === 'RUN_ERROR') {
      const { message, hint } = value.metadata.failure
      throw untold(message, hint)
    }
    first.push(value)
    if (value.type !== 'CUSTOM' && value.type !== 'RAW') break
  }
  return (async function* () {
    yield* first
    for (;;) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  })()
}

const untold = (message: string, hint = 'Try again in a moment, or ask again.') =>
  new Problem(502, 'bad_gateway', message, { hint })
