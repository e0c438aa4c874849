import type { ConversationView, RunInput, StopView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { follow } from './follow.ts'
import { linked } from './linked.ts'
import { lostBy, newer } from './reconcile.ts'
import { answerOf, lastIdOf, reduce, startAnswer } from './reduce.ts'
import { runRequest } from './runRequest.ts'
import type { Answer } from './transcript.ts'

/** Where a conversation goes; fixed for its life. */
export interface ConversationAt {
  deployment: string
  namespace?: string | undefined
  as?: string | undefined
  /** UUID. */
  conversation: string
}

/** What a page draws of a conversation. */
export interface ConversationState {
  answers: readonly Answer[]
  /** `lost`: the server stayed away for minutes; the answer says so. */
  link: 'live' | 'reconnecting' | 'lost'
  /** What was refused last: a question, a stop, a decision. */
  error?: ApiError | undefined
  /** A question that nobody took, to be put back where it was written. */
  unsent?: string | undefined
  /** What the last stop, or the end of the session, came to. */
  stopped?: Pick<StopView, 'sentence' | 'offer'> | undefined
}

/** Outside of React, so that a stream goes on while pages come and go. */
export interface ConversationModel {
  read: () => ConversationState
  subscribe: (listener: () => void) => () => void
  /** Takes over what the server keeps, where it is ahead of what was heard here. */
  adopt: (view: ConversationView) => void
  ask: (text: string) => void
  decide: (interruptId: string, approved: boolean, reason?: string) => void
  stop: () => void
  /** Asks again what was asked by that run, as a new one; without `run` the last. */
  retry: (run?: string) => void
  /** Asks the runtime for what became of that run; without `run` the last. */
  resume: (run?: string) => void
  endSession: () => void
  /** Takes what was refused off the page. */
  dismiss: () => void
}

/** How long a stream is kept open for a page that may be back at once. */
const patienceMs = 1_000
/** A stream of words is drawn so often, not for each of them. */
const frameMs = 32

export function createConversation(
  at: ConversationAt,
  wire: { follow: typeof follow; call: typeof call } = { follow, call },
  dropped: () => void = () => undefined,
): ConversationModel {
  const { deployment, conversation } = at
  const listeners = new Set<() => void>()
  const streams = new Map<string, AbortController>()
  let runs: readonly Answer[] = []
  let state: ConversationState = { answers: [], link: 'live' }
  let drawing: ReturnType<typeof setTimeout> | undefined
  let leaving: ReturnType<typeof setTimeout> | undefined

  const set = (change: Partial<ConversationState>) => {
    state = { ...state, ...change }
    for (const each of listeners) each()
  }
  const draw = () => {
    drawing = undefined
    set({ answers: linked(runs) })
  }
  const link = (next: 'live' | 'reconnecting') => {
    if (next !== state.link) set({ link: next })
  }
  const put = (next: Answer) => {
    runs = runs.map((each) => (each.run === next.run ? next : each))
    drawing ??= setTimeout(draw, frameMs)
  }
  const find = (run: string | undefined) =>
    run === undefined ? runs.at(-1) : runs.find((each) => each.run === run)
  /** Something asked of the server whose refusal is a sentence on the page. */
  const attempt = <T>(work: Promise<T>, then: (done: T) => void) => {
    set({ error: undefined })
    work.then(then).catch((error: unknown) => {
      set({ error: error instanceof ApiError ? error : ApiError.noAnswer(0, error) })
    })
  }

  async function listen(run: string, asking?: RunInput): Promise<void> {
    const leaves = new AbortController()
    streams.set(run, leaves)
    const asked = {
      ...at,
      run,
      after: lastIdOf(find(run)),
      signal: leaves.signal,
      link,
      ...(asking && { begin: runRequest(conversation, run, asking) }),
    }
    try {
      for await (const numbered of wire.follow(asked)) {
        const now = find(run)
        // Deleted elsewhere, or left by every page before it had begun.
        if (!now || (listeners.size === 0 && leaving === undefined)) break
        put(reduce(now, numbered))
      }
    } catch (error) {
      lose(run, error instanceof ApiError ? error : ApiError.noAnswer(0, error))
    }
    if (streams.get(run) === leaves) streams.delete(run)
  }

  /** A run that was refused never was; one that had begun has lost its stream, and says so. */
  function lose(run: string, error: ApiError): void {
    const answer = find(run)
    if (!answer) return
    if (answer.events.length > 0) {
      put(lostBy(answer, error))
      set({ link: error.status === 0 ? 'lost' : 'live' })
      return
    }
    runs = runs.filter((each) => each.run !== run)
    const { input } = answer
    draw()
    set({ error, link: 'live', ...(input.kind === 'text' && { unsent: input.text }) })
  }

  function begin(input: RunInput): void {
    const run = crypto.randomUUID()
    const startedAt = new Date().toISOString()
    runs = [...runs, startAnswer({ id: run, conversation, input, startedAt })]
    set({ error: undefined, unsent: undefined, stopped: undefined, answers: linked(runs) })
    void listen(run, input)
  }

  /** Streams of what runs, for whoever looks. */
  function attend(): void {
    if (listeners.size === 0) return
    for (const { run, state: now } of runs)
      if (now === 'running' && !streams.has(run)) void listen(run)
  }

  function leave(): void {
    leaving = undefined
    for (const [run, stream] of streams)
      // A question on its way is not taken back by a page that closes.
      if ((find(run)?.events.length ?? 0) > 0) stream.abort()
    dropped()
  }

  const decide = (interruptId: string, approved: boolean, reason?: string) =>
    begin({
      kind: 'decision',
      interruptId,
      approved,
      ...(reason !== undefined && reason !== '' && { reason }),
    })
  const ask = (text: string) => begin({ kind: 'text', text })

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener)
      clearTimeout(leaving)
      leaving = undefined
      attend()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) leaving = setTimeout(leave, patienceMs)
      }
    },
    adopt({ transcript }) {
      const known = new Set(transcript.map(({ id }) => id))
      const kept = transcript.map((run) => newer(find(run.id), run))
      // What the server does not know was just asked here, or is no more.
      runs = [...kept, ...runs.filter(({ run }) => !known.has(run) && streams.has(run))]
      draw()
      attend()
    },
    ask,
    decide,
    stop() {
      const running = runs.findLast((each) => each.state === 'running')
      if (!running) return
      attempt(
        wire.call('POST /bff/chat/:deployment/runs/:run/stop', {
          params: { deployment, run: running.run },
          body: { thread: conversation },
        }),
        (stopped) => set({ stopped }),
      )
    },
    retry(run) {
      const input = find(run)?.input
      if (input?.kind === 'text') ask(input.text)
      if (input?.kind === 'decision') decide(input.interruptId, input.approved, input.reason)
    },
    resume(run) {
      const answer = find(run)
      if (!answer) return
      attempt(
        wire.call('POST /bff/chat/:deployment/runs/:run/resume', {
          params: { deployment, run: answer.run },
          body: { thread: conversation },
        }),
        (view) => {
          put(answerOf(view))
          attend()
        },
      )
    },
    endSession() {
      attempt(
        wire.call('POST /bff/conversations/:id/end-session', { params: { id: conversation } }),
        ({ sentence }) => set({ stopped: { sentence } }),
      )
    },
    dismiss: () => set({ error: undefined, unsent: undefined, stopped: undefined }),
  }
}
