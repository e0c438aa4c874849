import type { ChatFailure, RunInput, RunView } from '../../contract.ts'
import type { AdapterEvent } from './adapter.ts'

/** The event that a run ends with. */
export type Ending = Extract<AdapterEvent, { type: 'RUN_FINISHED' | 'RUN_ERROR' }>

export const failed = (failure: ChatFailure): Ending => ({
  type: 'RUN_ERROR',
  message: failure.message,
  code: failure.code,
  metadata: { failure },
})

/** The end that an adapter told; waiting for nothing is no end that AG-UI has, so that is a failure. */
export function checked(ending: Ending): Ending {
  const { outcome } = ending.type === 'RUN_FINISHED' ? ending : {}
  return outcome?.type === 'interrupt' && outcome.interrupts.length === 0
    ? failed(waitsForNothing)
    : ending
}

export function stateAfter(ending: Ending): RunView['state'] {
  if (ending.type === 'RUN_ERROR') return 'failed'
  const states = { success: 'done', cancelled: 'stopped', interrupt: 'waiting' } as const
  return states[ending.outcome.type]
}

/** How a decision fails that its runtime never took. */
const undelivered: ReadonlySet<ChatFailure['code']> = new Set([
  'unreachable',
  'token_rejected',
  'access_denied',
  'throttled',
])

/** Ids of what is still to be decided after a run that ended so. */
export const openAfter = (input: RunInput, ending: Ending): string[] =>
  input.kind === 'decision' && ending.type === 'RUN_ERROR' && undelivered.has(ending.code)
    ? [input.interruptId]
    : interruptsOf(ending)

/** Ids of what a run waits for that ended so. */
export const interruptsOf = (ending: Ending): string[] =>
  ending.type === 'RUN_FINISHED' && ending.outcome.type === 'interrupt'
    ? ending.outcome.interrupts.map(({ id }) => id)
    : []

/** `resumable`: its runtime can be asked what became of it. */
export const brokenOff = (resumable: boolean): ChatFailure => ({
  code: 'stream_interrupted',
  message: 'The connection to the agent ended before its answer was whole.',
  hint: resumable ? 'Resume asks the runtime for the rest.' : 'Ask again.',
  retryable: true,
  resumable,
})

export const restarted = (resumable: boolean): ChatFailure => ({
  ...brokenOff(resumable),
  message: 'Parallax was stopped while the agent answered.',
})

/** For those who still watch it in another window. */
export const deleted: ChatFailure = {
  code: 'stream_interrupted',
  message: 'This conversation was deleted while the agent answered.',
  hint: 'Begin a new one. The agent may still finish its work.',
  retryable: false,
  resumable: false,
}

export const endless = (ms: number): ChatFailure => ({
  code: 'timeout',
  message: `The agent did not finish within ${Math.ceil(ms / 60_000)} minutes.`,
  hint: 'Ask for less at a time; chat.limits.runFor in the configuration raises the limit.',
  retryable: true,
  resumable: false,
})

export const tooMuch = (events: number): ChatFailure => ({
  code: 'agent_failed',
  message: `The answer is larger than is kept: more than ${events} events or 32 MiB.`,
  hint: 'Ask for less at a time; chat.limits.eventsPerRun in the configuration raises the first limit.',
  retryable: true,
  resumable: false,
})

/** A fault of this program, whose cause is in the log. */
export const unforeseen: ChatFailure = {
  code: 'internal',
  message: 'Something went wrong here while the agent answered.',
  hint: 'Ask again; the log of the BFF has the cause.',
  retryable: true,
  resumable: false,
}

const waitsForNothing: ChatFailure = {
  code: 'not_understood',
  message: 'The agent waits for a decision and does not say about what.',
  hint: 'Ask again.',
  retryable: true,
  resumable: false,
}
