import type { ChatMeta } from '../../contract.ts'
import type { AdapterEvent, Turn } from './adapter.ts'
import { AnswerWriter } from './answer/writer.ts'
import { cutOff, failureOf, isFault, type Where } from './failures.ts'

/** A run as an adapter works on it. */
export interface Work {
  writer: AnswerWriter
  /** Says which exchange the answer is in. */
  began: (exchange: string) => void
  /** Aborted with the turn, and when a runtime leaves its stream open after the end. */
  signal: AbortSignal
  /** Says more about where the answer comes from. */
  about: (more: Partial<ChatMeta>) => void
  /** The first `taskId` of an answer is what a later stop, resume or decision needs. */
  task: (id: string | undefined) => void
}

/** Runtimes end their stream with the run, or a moment later; nobody waits longer for it. */
const graceMs = 250

/**
 * Hands on what `tell` writes, after each of its steps, and makes sure of exactly one last event: whatever
 * is thrown becomes a failure, and so does an answer that stops without an end. A fault of this program is
 * thrown on.
 */
export async function* drive(
  turn: Turn,
  { where, meta }: { where: Where; meta: ChatMeta },
  tell: (work: Work) => AsyncGenerator<void>,
): AsyncGenerator<AdapterEvent> {
  const writer = new AnswerWriter(turn)
  const own = new AbortController()
  const told = { meta, task: turn.taskId, heard: false }
  const about: Work['about'] = (more) => {
    told.meta = { ...told.meta, ...more }
    writer.emit({ type: 'CUSTOM', name: 'chat.meta', value: told.meta })
  }
  const task: Work['task'] = (id) => {
    if (id === undefined || id === told.task) return
    told.task = id
    turn.learned({ taskId: id })
    about({ taskId: id })
  }
  let grace: NodeJS.Timeout | undefined
  about({
    ...(turn.place.offlineModel === undefined ? {} : { offlineModel: true }),
    ...(turn.taskId === undefined ? {} : { taskId: turn.taskId }),
  })
  yield* writer.take()
  const signal = AbortSignal.any([turn.signal, own.signal])
  const steps = tell({ writer, signal, about, task, began: (exchange) => about({ exchange }) })
  try {
    while ((await steps.next()).done !== true) {
      told.heard = true
      if (writer.ended) grace ??= setTimeout(() => own.abort(), graceMs)
      else yield* writer.take()
    }
    if (!writer.ended) writer.fail(cutOff(where))
  } catch (error) {
    if (turn.signal.aborted && !writer.ended) return
    if (isFault(error)) {
      yield* writer.take()
      throw error
    }
    writer.fail(failureOf(error, where, told.heard))
  } finally {
    clearTimeout(grace)
    await steps.return(undefined)
  }
  yield* writer.take()
}
