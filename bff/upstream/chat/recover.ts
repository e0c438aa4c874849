import type { ChatEvent } from '../../contract.ts'
import type { Conversations } from './conversations.ts'
import { type Ending, failed, interruptsOf, restarted, stateAfter } from './endings.ts'
import type { Journal } from './journal.ts'
import { type KeptConversation, type KeptRun, withRun } from './kept.ts'
import { RunOrder } from './order.ts'
import type { Running } from './running.ts'
import { Stopwatch } from './stopwatch.ts'
import { eventOf } from './views.ts'

export interface RecoverParts {
  conversations: Conversations
  journal: Journal
  running: Running
}

/**
 * Ends what an earlier process left under way. Nobody works on a run that the store calls running and this
 * process does not know: what was stored of it stays, and it ends as interrupted.
 */
export function createRecovery({ conversations, journal, running }: RecoverParts) {
  const underway = new Map<string, Promise<KeptConversation>>()

  const lost = ({ id, runs }: KeptConversation) =>
    runs.filter((run) => run.state === 'running' && running.get(id, run.id) === undefined)

  async function recover(kept: KeptConversation): Promise<KeptConversation> {
    let now = kept
    for (const run of lost(kept)) {
      const ended = await endOf(kept.id, run)
      await journal.flush()
      const changed = await conversations.change(kept.id, (one) =>
        withRun(one, run.id, () => ended),
      )
      now = changed ?? withRun(now, run.id, () => ended)
    }
    return now
  }

  async function endOf(conversation: string, run: KeptRun): Promise<KeptRun> {
    const texts = await journal.stored(conversation, run.id).all()
    let at = run.startedAt
    const watch = new Stopwatch(() => at)
    const order = new RunOrder()
    for (const event of texts.slice(1).map(eventOf)) {
      at = event.timestamp ?? at
      if (event.type === 'RUN_FINISHED' || event.type === 'RUN_ERROR') return after(run, event, at)
      if (event.type === 'RUN_STARTED') continue
      watch.see(event)
      order.push(event)
    }
    const ending = failed(restarted(run.resumable))
    const last = texts.at(-1)?.id
    if (last !== undefined) {
      const events = journal.open(conversation, run.id, last)
      const timing = { type: 'CUSTOM', name: 'chat.timing', value: watch.timing(true) } as const
      const rest: ChatEvent[] = [...order.close(), timing, ending]
      for (const event of rest) events.add(JSON.stringify({ timestamp: at, ...event }))
    }
    return after(run, ending, at)
  }

  return (kept: KeptConversation): Promise<KeptConversation> => {
    if (lost(kept).length === 0) return Promise.resolve(kept)
    const going = underway.get(kept.id)
    if (going !== undefined) return going
    const work = recover(kept).finally(() => underway.delete(kept.id))
    underway.set(kept.id, work)
    return work
  }
}

function after(run: KeptRun, ending: Ending, at: number): KeptRun {
  const interrupts = interruptsOf(ending)
  return {
    ...run,
    state: stateAfter(ending),
    endedAt: at,
    ...(interrupts.length === 0 ? {} : { interrupts }),
  }
}
