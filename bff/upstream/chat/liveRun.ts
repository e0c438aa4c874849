import type { ChatEvent, ChatFailure, StopView } from '../../contract.ts'
import { redactJwts } from '../redact.ts'
import type { AdapterEvent, ChatAdapter, Turn } from './adapter.ts'
import {
  brokenOff,
  checked,
  endless,
  type Ending,
  failed,
  openAfter,
  stateAfter,
  tooMuch,
  unforeseen,
} from './endings.ts'
import type { KeptRun } from './kept.ts'
import { MaskedAnswer } from './maskedAnswer.ts'
import { type InnerEvent, RunOrder } from './order.ts'
import type { RunEvents } from './runEvents.ts'
import { Stopwatch } from './stopwatch.ts'

export interface LiveRunParts {
  turn: Omit<Turn, 'signal' | 'learned'>
  adapter: ChatAdapter
  events: RunEvents
  clock: () => number
  limits: { eventsPerRun: number; runFor: number }
  /** It has learned its task. */
  learned(run: LiveRun): void
  onLoss: (error: unknown) => void
}

/** How long a runtime has to say that it stopped, and to end a stream that it calls done. */
const stopWithinMs = 10_000
/** Characters of all events of a run. */
const mostCharacters = 32 * 1_048_576

/** For a runtime that does not answer when it is asked to stop. */
const stoppedListening: StopView = {
  outcome: 'stopped_listening',
  sentence: 'Stopped listening. The agent may still finish its work.',
}

/**
 * One question that an agent works on, whoever watches. It takes what the adapter yields, stamps and keeps
 * it, and sees to it that the run begins once, ends once, and that nothing is left open at its end.
 */
export class LiveRun {
  readonly turn: Turn
  readonly events: RunEvents
  /** What is stored of it; replaced when it changes. */
  kept: KeptRun
  /** When the runtime was last heard, Unix milliseconds. */
  heardAt: number | undefined
  readonly #parts: LiveRunParts
  readonly #over = new AbortController()
  readonly #cut = Promise.withResolvers<Ending>()
  readonly #order = new RunOrder()
  readonly #masked = new MaskedAnswer()
  readonly #watch: Stopwatch
  #characters = 0
  #stopping: Promise<StopView> | undefined

  constructor(parts: LiveRunParts) {
    const { adapter, clock, events, turn } = parts
    this.#parts = parts
    this.events = events
    this.#watch = new Stopwatch(clock)
    this.turn = { ...turn, signal: this.#over.signal, learned: (what) => this.#learn(what) }
    this.kept = {
      id: turn.run,
      state: 'running',
      startedAt: clock(),
      resumable: adapter.resume !== undefined,
      ...(turn.taskId === undefined ? {} : { taskId: turn.taskId }),
    }
  }

  /** Takes the events from `source` until the last one is there. Never rejects. */
  async work(source: AsyncIterable<AdapterEvent>): Promise<void> {
    const { runFor } = this.#parts.limits
    const longest = setTimeout(() => this.breakOff(endless(runFor)), runFor)
    this.#say({ type: 'RUN_STARTED', ...this.#names(), protocolVersion: '1.0' })
    const ending = await Promise.race([this.#take(source), this.#cut.promise])
    clearTimeout(longest)
    this.#finish(ending, await this.#stopping)
  }

  /** Asks the runtime to stop, and stops listening. One answer for everybody who asks. */
  stop(): Promise<StopView> {
    return (this.#stopping ??= this.#stop())
  }

  /** Gives it up; unless it was stopped, it ends with `failure`. */
  breakOff(failure: ChatFailure): void {
    this.#cut.resolve(failed(failure))
    this.#over.abort()
  }

  async #take(source: AsyncIterable<AdapterEvent>): Promise<Ending> {
    const events = source[Symbol.asyncIterator]()
    const { eventsPerRun } = this.#parts.limits
    try {
      for (;;) {
        const { value, done } = await events.next()
        if (this.#over.signal.aborted) return this.#cut.promise
        if (done === true) return failed(brokenOff(this.kept.resumable))
        if (value.type === 'RUN_FINISHED' || value.type === 'RUN_ERROR') return checked(value)
        this.#hear(value)
        if (this.events.last >= eventsPerRun || this.#characters >= mostCharacters)
          return failed(tooMuch(eventsPerRun))
      }
    } catch (error) {
      if (!this.#over.signal.aborted) this.#parts.onLoss(error)
      return failed(unforeseen)
    } finally {
      // not awaited: an adapter that does not let go would hold up the end
      void events.return?.().catch(this.#parts.onLoss)
    }
  }

  #hear(event: InnerEvent): void {
    if (event.type === 'CUSTOM' && event.name === 'chat.timing') {
      this.#watch.told(event.value)
      return
    }
    if (event.type !== 'CUSTOM') this.heardAt = this.#parts.clock()
    for (const one of this.#order.push(event)) this.#tell(one)
  }

  #tell(event: InnerEvent): void {
    for (const one of this.#masked.push(event)) {
      this.#watch.see(one)
      this.#say(one)
    }
  }

  async #stop(): Promise<StopView> {
    const late = Promise.withResolvers<StopView>()
    const timer = setTimeout(() => late.resolve(stoppedListening), stopWithinMs)
    const asked = this.#parts.adapter.stop(this.turn).catch((error: unknown) => {
      this.#parts.onLoss(error)
      return stoppedListening
    })
    const said = await Promise.race([asked, late.promise])
    clearTimeout(timer)
    const giveUp = () => this.breakOff(brokenOff(this.kept.resumable))
    if (said.outcome === 'already_done') setTimeout(giveUp, stopWithinMs).unref()
    else giveUp()
    return said
  }

  #finish(ending: Ending, stopped: StopView | undefined): void {
    const cancelled = stopped !== undefined && stopped.outcome !== 'already_done'
    const last: Ending = cancelled
      ? { type: 'RUN_FINISHED', ...this.#names(), outcome: { type: 'cancelled' } }
      : ending
    const interrupts = openAfter(this.turn.input, last)
    this.kept = {
      ...this.kept,
      state: stateAfter(last),
      endedAt: this.#parts.clock(),
      size: this.#characters,
      ...(interrupts.length === 0 ? {} : { interrupts }),
    }
    for (const event of this.#order.close()) this.#tell(event)
    if (cancelled)
      this.#say({ type: 'CUSTOM', name: 'chat.notice', value: { text: stopped.sentence } })
    this.#say({
      type: 'CUSTOM',
      name: 'chat.timing',
      value: this.#watch.timing(last.type === 'RUN_ERROR'),
    })
    this.#say(last.type === 'RUN_FINISHED' ? { ...last, ...this.#names() } : last)
    this.events.end()
    // whatever the adapter still has open for this run ends with it
    this.#over.abort()
  }

  #learn({ taskId }: { taskId?: string }): void {
    if (taskId === undefined || taskId === this.kept.taskId) return
    this.turn.taskId = taskId
    this.kept = { ...this.kept, taskId }
    this.#parts.learned(this)
  }

  #say(event: ChatEvent): void {
    const text = redactJwts(JSON.stringify({ timestamp: this.#parts.clock(), ...event }))
    this.#characters += text.length
    this.events.add(text)
  }

  #names(): { threadId: string; runId: string } {
    return { threadId: this.turn.conversation, runId: this.turn.run }
  }
}
