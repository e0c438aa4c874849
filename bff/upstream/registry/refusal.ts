import type { ProblemCode } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import { failureSentence, isTimeout, notJson } from '../failure.ts'
import { redactText } from '../redact.ts'
import { isRecord, parsed } from '../wire.ts'
import type { RegistryAnswer } from './client.ts'
import { recordsAt, textAt } from './envelope.ts'

const upstream = 'registry'

/** No answer, or not a whole one; the sentence has the URL that was tried. */
export function unreachable(url: URL, code: string, cause: unknown): Problem {
  const timeout = isTimeout(code)
  return new Problem(
    timeout ? 504 : 502,
    timeout ? 'gateway_timeout' : 'bad_gateway',
    `The registry cannot be reached at ${url.origin}${url.pathname}. ${failureSentence(code, url.host)}`,
    { upstream, hint: 'Start it, or correct registry.url in the configuration.' },
    { cause },
  )
}

/**
 * An answer that is no success, as a sentence that says what the registry said and what to do next.
 * `wanted` is what was tried: "list agents", "delete the runtime x".
 */
export function refusal(answer: RegistryAnswer, wanted: string): Problem {
  const who = answer.persona ?? 'nobody in particular'
  const said = saidIn(answer)
  const where = `${answer.url.origin}${answer.url.pathname}`
  const problem = (status: number, code: ProblemCode, message: string, hint: string) =>
    new Problem(status, code, message, {
      upstream,
      hint,
      ...(answer.persona === null ? {} : { persona: answer.persona }),
    })
  if (said === null && isHtml(answer)) return notARegistry(answer)
  const detail = said === null ? '' : ` It said: ${said}`
  switch (answer.status) {
    case 401:
      return problem(
        403,
        'forbidden',
        `The registry does not take the token of ${who} (401).${detail}`,
        'Refresh or sign in this persona again; if that does not help, the registry trusts another issuer or wants another audience.',
      )
    case 403:
      return problem(
        403,
        'forbidden',
        `${who} may not ${wanted}.${detail}`,
        'Access is denied unless an access policy grants it to one of the roles. View as another persona to compare.',
      )
    case 404:
      return problem(
        404,
        'not_found',
        said?.startsWith('Endpoint not found')
          ? `This registry cannot ${wanted}: it has no ${answer.url.pathname}.`
          : `The registry finds nothing to ${wanted.split(' ', 1)[0]}.${detail}`,
        said?.startsWith('Endpoint not found')
          ? 'The open-source edition and older releases lack some of it; the edition is told beside the address.'
          : 'It may have been deleted meanwhile, or has other tags.',
      )
    case 409:
      return problem(
        409,
        'conflict',
        `The registry cannot ${wanted} now.${detail}`,
        'Something of this name is being deleted. Wait until the row is gone, then try again.',
      )
    case 400:
    case 422:
      return problem(
        400,
        'bad_request',
        `The registry refused to ${wanted}.${detail}`,
        hintFor(said ?? ''),
      )
    default:
      if (said?.startsWith('adapter logs: ') === true)
        return problem(
          502,
          'bad_gateway',
          `The runtime did not ${wanted}. It said: ${said.slice('adapter logs: '.length)}`,
          'The registry is well; look at the runtime and its credentials.',
        )
      return problem(
        502,
        'bad_gateway',
        `The registry could not ${wanted}: ${where} answered ${answer.status}.${detail}`,
        'The log of the registry has the cause.',
      )
  }
}

/** A page for people, or half a body, where JSON was expected: another server answers there. */
export function notARegistry({ url, status, contentType }: RegistryAnswer): Problem {
  return new Problem(
    502,
    'bad_gateway',
    `${url.origin} is no AgentRegistry: ${url.pathname} answered ${status} with ${notJson(contentType)}.`,
    {
      upstream,
      hint: 'registry.url takes the address of the API, without /v0 and without a page.',
    },
  )
}

/** Editions differ in what they ask for; the registry's own words rarely say so. */
export function hintFor(message: string): string {
  if (/auth\.oidc is required|config\.auth\.oidc/.test(message))
    return 'AgentRegistry Enterprise 2026.7.1 and later want config.auth.oidc (issuer, clientId, clientSecretRef) in a Kagent runtime.'
  if (/unknown runtime type/.test(message))
    return 'This registry has no adapter for that type: BedrockAgentCore is Enterprise only, Kagent is in the open source since September 2026.'
  if (/is terminating/.test(message))
    return 'Something of this name is being deleted. Wait until the row is gone, then apply again.'
  if (/^refs: |referenced resource not found/.test(message))
    return 'Apply what it refers to first, or in the same text before it. A dry run stores nothing, so references within the text are missing there.'
  if (/^forbidden|requires registry:/.test(message))
    return 'An access policy has to grant this to one of the roles of the persona.'
  return 'Correct it and try again.'
}

/** The words of a problem (RFC 9457, with Huma's `errors`) or of a short text; null where there are none. */
function saidIn({ bytes, contentType }: RegistryAnswer): string | null {
  const text = bytes.toString()
  const body = contentType.includes('json') ? parsed(text) : undefined
  if (isRecord(body)) {
    const errors = recordsAt(body, 'errors').map((error) =>
      [textAt(error, 'location'), textAt(error, 'message')].filter(Boolean).join(': '),
    )
    const words = [textAt(body, 'detail') ?? textAt(body, 'title'), ...errors].filter(Boolean)
    return words.length === 0 ? null : redactText(words.join('; '))
  }
  const plain = contentType.startsWith('text/plain') ? text.trim() : ''
  return plain === '' || plain.length > longestWords ? null : redactText(plain)
}

const longestWords = 500

const isHtml = ({ contentType, bytes }: RegistryAnswer): boolean =>
  contentType.includes('html') || bytes.subarray(0, 64).toString().trimStart().startsWith('<')
