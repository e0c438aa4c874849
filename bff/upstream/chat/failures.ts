import type { ChatFailure, ChatFailureCode } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import { failureCode, failureSentence, isTimeout } from '../failure.ts'
import { meaningOf } from './meaning.ts'
import { RuntimeRefusal, shortened } from './refusal.ts'
import { BrokenOff } from './told.ts'

/** Where it went wrong, for sentences. */
export interface Where {
  product: 'kagent' | 'AgentCore' | 'the registry'
  /** Host and port. */
  host: string
  /** What the agent is called there. */
  agent: string
  /** Its runtime, as the configuration and the registry name it. */
  runtime: string
  /** The runtime can be asked later what became of a run. */
  resumable: boolean
  /** Where the agent's own words about a failure are. */
  logs: string
}

const failure = (
  code: ChatFailureCode,
  message: string,
  more: Partial<Omit<ChatFailure, 'code' | 'message'>> = {},
): ChatFailure => ({ code, message, retryable: false, resumable: false, ...more })

/** AWS and Anthropic say it in these words when an account has not asked for a model yet. */
const noModelAccess = /access to the model|AccessDenied|model access/i

/** The agent itself reported that it failed; `text` is its own. */
export function agentFailed(text: string, errorCode?: string): ChatFailure {
  const told = shortened(text)
  const hint = noModelAccess.test(told)
    ? 'Ask for access to the model in the Bedrock console, in the region in which the agent runs.'
    : errorCode === 'MAX_TOKENS'
      ? 'The answer was longer than the model may write. Ask for less at a time.'
      : errorCode === 'SAFETY'
        ? "The model's safety filter ended the answer. Ask in other words."
        : "Look into the instance's logs for the cause."
  return failure(
    'agent_failed',
    told === '' ? 'The agent reported a failure and no reason.' : told,
    {
      hint,
      retryable: errorCode !== 'SAFETY',
    },
  )
}

export const rejectedByAgent = (text: string): ChatFailure =>
  failure('invalid_request', shortened(text) || 'The agent rejected the question.', {
    hint: 'Ask something that the agent is made for; its description in the catalog says what.',
  })

/** A stream that ended without saying how the run ended. */
export const cutOff = ({ product, resumable }: Where): ChatFailure =>
  failure('stream_interrupted', `The connection to ${product} was lost before the answer ended.`, {
    hint: resumable
      ? 'Resume asks what became of it; the agent may have finished meanwhile.'
      : 'Ask again; the agent may still be at work on the first question.',
    retryable: true,
    resumable,
  })

export const notUnderstood = ({ product, host, runtime }: Where): ChatFailure =>
  failure('not_understood', `${host} answered in a form that is not known of ${product}.`, {
    hint: `The wire panel shows what it said. Check chat.runtimes.${runtime} in the configuration.`,
  })

/** Whatever was thrown while an agent was asked but a fault, as one shape; `heard` when part of an answer had come. */
export function failureOf(error: unknown, where: Where, heard = false): ChatFailure {
  if (error instanceof RuntimeRefusal) return refused(error, where)
  if (error instanceof Problem) {
    const code = error.status === 401 ? 'token_rejected' : 'internal'
    const { hint } = error.details
    return failure(code, error.message, {
      ...(hint === undefined ? {} : { hint }),
      retryable: error.status >= 500,
    })
  }
  if (error instanceof Error && noCredentials.has(error.name))
    return failure('access_denied', 'The console has no valid AWS credentials.', {
      hint: `Sign in to AWS where the console runs, or set chat.runtimes.${where.runtime}.credentials.`,
    })
  const code = failureCode(error)
  if (isTimeout(code))
    return failure('timeout', failureSentence(code, where.host), {
      hint: where.resumable
        ? 'Resume asks what became of it; the agent may have finished meanwhile.'
        : 'Ask again, or for less at a time.',
      retryable: true,
      resumable: where.resumable,
    })
  if (heard || error instanceof BrokenOff) return cutOff(where)
  return failure('unreachable', failureSentence(code, where.host), {
    hint: `Check that ${where.product} runs and that the address of the runtime ${where.runtime} is right.`,
    retryable: true,
  })
}

/** An error that no runtime can cause: a mistake of this program, whose words belong in the log alone. */
export const isFault = (error: unknown): boolean =>
  !(error instanceof RuntimeRefusal || error instanceof Problem || error instanceof BrokenOff) &&
  !(error instanceof Error && noCredentials.has(error.name)) &&
  failureCode(error) === 'FAILED'

/** How the AWS SDK calls credentials that it cannot find or renew. */
const noCredentials = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredTokenException',
])

/** What an error of a runtime means to the person who asked. */
function refused(error: RuntimeRefusal, where: Where): ChatFailure {
  const { product, agent, runtime, host } = where
  const told = error.message === '' ? '' : ` It said: ${error.message}`
  const say = (code: ChatFailureCode, message: string, hint: string, retryable = false) =>
    failure(code, message + told, { hint, status: error.status, retryable })
  switch (meaningOf(error)) {
    case 'agent_not_found':
      return say(
        'agent_not_found',
        `${agent} is not known to ${product} at ${host}.`,
        'Its deployment may have been removed or not be ready. Look at the instance.',
      )
    case 'token_rejected':
      return say(
        'token_rejected',
        `${product} does not take this persona's token.`,
        `Sign the persona in again, or ask as another one. The token has to be made for ${runtime}.`,
      )
    case 'access_denied':
      return noModelAccess.test(error.message) && /model/i.test(error.message)
        ? { ...agentFailed(error.message), code: 'access_denied', status: error.status }
        : say(
            'access_denied',
            `${product} does not let this be asked.`,
            product === 'AgentCore'
              ? 'Check the credentials of the console, their permission bedrock-agentcore:InvokeAgentRuntime, and how the runtime is authorized (chat.runtimes, auth).'
              : 'Ask as a persona that may invoke this agent.',
          )
    case 'throttled': {
      const { retryAfter } = error
      const wait = retryAfter === undefined ? 'a moment' : `${retryAfter} s`
      return say('throttled', `${product} takes no more requests just now.`, `Wait ${wait} and ask again.`, true) // prettier-ignore
    }
    case 'container_failed':
      return say(
        'container_failed',
        "The agent's container failed.",
        `Look into ${where.logs}.`,
        true,
      )
    case 'session_expired':
      return say(
        'session_expired',
        `The session at ${product} has ended.`,
        'Ask again: a new session begins, which has forgotten what was said before.',
        true,
      )
    case 'invalid_request':
      return say(
        'invalid_request',
        `${product} does not take the question as it was sent.`,
        'The wire panel shows what was sent and what it said about it.',
      )
    case 'not_understood':
      return { ...notUnderstood(where), status: error.status }
    case 'unreachable':
      return say('unreachable', `${product} could not reach ${agent}.`, 'Look at the instance and its logs.', true) // prettier-ignore
    default:
      return say('agent_failed', `${agent} failed.`, `Look into ${where.logs}.`, true)
  }
}
