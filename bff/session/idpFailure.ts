import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'

import { Problem } from '../problem.ts'
import { failureCode, failureSentence } from '../upstream/failure.ts'

/**
 * `refused`: the provider said no, or its answer failed a check; `code` is its OAuth error code, or
 * `invalid_response`. `unavailable`: no usable answer came, and asking again later may help.
 */
export type IdpFailure =
  | { kind: 'refused'; code: string; reason: string }
  | { kind: 'unavailable'; reason: string }

/** RFC 6749 sections 4.1.2.1 and 5.2 name these two for a provider that cannot answer now. */
const transient = new Set(['server_error', 'temporarily_unavailable'])

/** What went wrong between the BFF and an identity provider; `where` is its host. */
export function idpFailure(error: unknown, where: string): IdpFailure {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    const status = error instanceof ResponseBodyError ? error.status : 400
    const reason =
      printable(error.error_description) ?? `The identity provider said ${error.error}.`
    if (status >= 500 || transient.has(error.error)) return { kind: 'unavailable', reason }
    return { kind: 'refused', code: error.error, reason }
  }
  if (error instanceof ClientError) return clientFailure(error, where)
  return { kind: 'unavailable', reason: failureSentence(failureCode(error), where) }
}

function clientFailure(error: ClientError, where: string): IdpFailure {
  switch (error.code) {
    case 'OAUTH_TIMEOUT':
      return { kind: 'unavailable', reason: failureSentence('TIMEOUT', where) }
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR': {
      const status = error.cause instanceof Response ? ` (HTTP ${error.cause.status})` : ''
      return {
        kind: 'unavailable',
        reason: `${where} answered, but not as an identity provider does${status}.`,
      }
    }
    case undefined:
      return { kind: 'unavailable', reason: failureSentence(failureCode(error.cause), where) }
    default:
      return {
        kind: 'refused',
        code: 'invalid_response',
        reason: `The answer of ${where} failed a check: ${checkOf(error)}.`,
      }
  }
}

/** The library's innermost message names the claim or parameter, and never its value. */
function checkOf(error: Error): string {
  return error.cause instanceof Error ? checkOf(error.cause) : error.message
}

/** A description comes from outside: printable ASCII, as RFC 6749 asks, and not longer than a sentence. */
function printable(text: string | undefined): string | undefined {
  const clean = text
    ?.replaceAll(/[^\x20-\x7e]/g, ' ')
    .slice(0, 200)
    .trim()
  return clean ? clean : undefined
}

/** `target` is the issuer's id in the configuration, or the persona that has a token endpoint of its own. */
export const idpUnavailable = (target: string, reason: string, cause?: unknown): Problem =>
  new Problem(
    503,
    'idp_unavailable',
    `The identity provider "${target}" gives no answer. ${reason}`,
    {
      hint: 'Tokens that are still valid keep working. Try again when it is back.',
      upstream: target,
    },
    { cause },
  )
