/**
 * The code of a failed request, from wherever the library put it: `ECONNREFUSED`, `ENOTFOUND`,
 * `UND_ERR_HEADERS_TIMEOUT`, `ABORT_ERR`. Unix and undici name errors by code; `fetch` hides it in `cause`.
 */
export function failureCode(error: unknown): string {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 5;
    at = at.cause, depth++
  ) {
    const inner = at instanceof AggregateError ? at.errors.map(failureCode)[0] : undefined
    if (inner !== undefined) return inner
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at.name === 'TimeoutError') return 'TIMEOUT'
    if (at.name === 'AbortError') return 'ABORTED'
  }
  return 'FAILED'
}

/** Deadlines of this process and of undici, which has one for connecting, for headers and for silence. */
const timeoutCodes = new Set([
  'TIMEOUT',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])

export const isTimeout = (code: string): boolean => timeoutCodes.has(code)

/** One sentence for people about a request that got no usable answer; `where` is a host and port. */
export function failureSentence(code: string, where: string): string {
  if (isTimeout(code)) return `${where} did not answer in time.`
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens on ${where}.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name in ${where} cannot be resolved.`
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `${where} closed the connection before the answer was whole.`
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `There is no route to ${where}.`
    case 'TOO_LARGE':
      return `The answer of ${where} is larger than is read.`
    case 'ABORTED':
    case 'ABORT_ERR':
    case 'UND_ERR_ABORTED':
      return `The request to ${where} was given up.`
    default:
      return `The request to ${where} failed (${code}).`
  }
}

/** What stood where JSON was expected, as the end of a sentence: "answered 200 with text/html". */
export const notJson = (contentType: string): string =>
  contentType.includes('json') ? 'a body that is not valid JSON' : contentType || 'no content type'
