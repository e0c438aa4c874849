import type { ChatFailure, RunView } from '#bff'

import type { ApiError } from '../api/ApiError.ts'
import { answerOf, lastIdOf } from './reduce.ts'
import type { Answer } from './transcript.ts'

/** The answer that was heard here, unless the server knows more or otherwise of it. */
export function newer(own: Answer | undefined, run: RunView): Answer {
  const last = run.events.at(-1)?.id ?? 0
  const same = own && last === lastIdOf(own) && run.state === own.state
  return own && (same || last < lastIdOf(own)) ? own : answerOf(run)
}

/** An answer whose stream is lost for good: what was heard stays, and the reason stands below it. */
export function lostBy(answer: Answer, error: ApiError): Answer {
  const { run: id, conversation, input, startedAt, events } = answer
  const over = answerOf({ id, conversation, input, startedAt, events, state: 'failed' })
  return { ...over, failure: failureOf(error) }
}

const failureOf = ({ message, hint, status }: ApiError): ChatFailure => ({
  code: 'stream_interrupted',
  message,
  ...(hint !== undefined && { hint }),
  ...(status > 0 && { status }),
  retryable: true,
  // A run that the server does not know any more cannot be asked for.
  resumable: status !== 404,
})
