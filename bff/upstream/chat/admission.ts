import type { RunInput } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { SignIn } from '../../session/types.ts'
import type { KeptConversation, KeptRun } from './kept.ts'

/** A new run, as a client asks for it. */
export interface Asked {
  signIn: SignIn
  deployment: string
  /** Where it is left out: the conversation's, or `default`. */
  namespace?: string
  /** Whom to act as; where it is left out: the conversation's persona, or `usualPersona`. */
  persona?: string
  usualPersona: string
  /** UUIDs of the client's choice. */
  conversation: string
  run: string
  input: RunInput
  /** Aborted when the client goes before the run has begun. */
  signal?: AbortSignal
}

/** A conversation is as long as a person reads; beyond this its record would grow slow to write. */
const mostRuns = 500
/** Characters that are read and sent whole when somebody opens it. */
const mostCharacters = 64 * 1_048_576
const titleCharacters = 80

/** Problem 400 for a question of nothing, 413 for one that is too large. */
export function checkSize(input: RunInput, messageBytes: number): void {
  if (input.kind !== 'text') return
  if (input.text.trim() === '')
    throw new Problem(400, 'bad_request', 'There is nothing in the question.', {
      hint: 'Write what you want to know.',
    })
  const bytes = Buffer.byteLength(input.text)
  if (bytes > messageBytes)
    throw new Problem(
      413,
      'too_large',
      `The question has ${bytes} bytes; ${messageBytes} is the most that is sent to an agent.`,
      { hint: 'Shorten it; chat.limits.messageBytes in the configuration raises the limit.' },
    )
}

/** Problem 409 where the question does not belong to what the conversation was begun as. */
export function checkFits(kept: KeptConversation, asked: Asked): void {
  const { persona, namespace, id, runs } = kept
  if (asked.persona !== undefined && asked.persona !== persona)
    throw conflict(`This conversation acts as ${persona}, and does so for its life.`, {
      hint: `Begin a new one to ask as ${asked.persona}.`,
    })
  if (asked.namespace !== undefined && asked.namespace !== namespace)
    throw new Problem(404, 'not_found', `There is no conversation ${id} in ${asked.namespace}.`)
  if (runs.some((run) => run.id === asked.run))
    throw conflict('This run has been begun already.', {
      hint: 'Follow its events, or ask again under a new runId.',
    })
  if (runs.length >= mostRuns)
    throw conflict(`This conversation has ${mostRuns} questions, as many as one may have.`, {
      hint: 'Begin a new one.',
    })
  if (runs.reduce((sum, { size = 0 }) => sum + size, 0) >= mostCharacters)
    throw conflict('This conversation holds more than 64 MiB, as much as one may hold.', {
      hint: 'Begin a new one.',
    })
}

/** The run that waits for this decision, or the one that could not deliver it. Problem 409 where none does. */
export function waitingFor(kept: KeptConversation | null, interruptId: string): KeptRun {
  const last = kept?.runs.at(-1)
  const open = last?.state === 'waiting' || last?.state === 'failed'
  if (open && last.interrupts?.includes(interruptId)) return last
  throw conflict('Nothing waits for this decision any more.', {
    hint: 'It was decided already, or something else was asked since. Ask again.',
  })
}

/** The conversation with a run begun: what waited before it has been decided, or was passed over. */
export function withNewRun(
  kept: KeptConversation,
  run: KeptRun,
  input: RunInput,
): KeptConversation {
  const settled: KeptRun['state'] = input.kind === 'decision' ? 'done' : 'stopped'
  const before = kept.runs.map((one) =>
    one.state === 'waiting' ? { ...one, state: settled } : one,
  )
  const { sessionEnded: _, ...rest } = kept
  return { ...rest, lastAt: run.startedAt, runs: [...before, run] }
}

/** The beginning of what was asked, on one line. */
export function titleOf(input: RunInput): string {
  const text =
    input.kind === 'text' ? input.text.trim().slice(0, 1_000).replace(/\s+/g, ' ') : 'A decision'
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  if (characters.length <= titleCharacters) return text
  return `${characters.slice(0, titleCharacters - 1).join('')}…`
}

const conflict = (message: string, details: Problem['details']) =>
  new Problem(409, 'conflict', message, details)
