/** Allow-lists, not deny-lists: what nobody thought of stays where it was (RFC 9110 section 7.6.1, T11). */
const toUpstream = new Set([
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'last-event-id',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'mcp-session-id',
  'traceparent',
  'tracestate',
])
const toBrowser = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'etag',
  'last-modified',
  'mcp-protocol-version',
  'mcp-session-id',
  'retry-after',
])

/** Arguments of a call that a tool wants to see in headers as well (MCP 2026-07-28, SEP-2243). */
const ofArguments = 'mcp-param-'

const maySend = (name: string) => toUpstream.has(name) || name.startsWith(ofArguments)

/** Header names and values in turn, as undici takes them with the least work. */
export type FlatHeaders = string[]

type NodeHeaders = Record<string, string | string[] | undefined>

/** What a browser sent, as it goes on: with the persona's token and without anything of the browser's own. */
export function requestHeaders(incoming: NodeHeaders, token: string): FlatHeaders {
  const flat = ['authorization', `Bearer ${token}`]
  for (const name in incoming) {
    const value = incoming[name]
    if (typeof value === 'string' && maySend(name)) flat.push(name, value)
  }
  return flat
}

/** Beside those that every answer of this process has: what a gateway sends is never a document of this origin. */
const always = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'x-accel-buffering': 'no',
}

/** Headers of the answer to a browser: `base`, and what of the upstream's may pass. */
export function responseHeaders(
  answer: NodeHeaders,
  base: Record<string, string>,
): Record<string, string> {
  const stream = String(answer['content-type']).startsWith('text/event-stream')
  const headers: Record<string, string> = {
    ...base,
    ...always,
    'cache-control': stream ? 'no-cache, no-transform' : 'no-store',
  }
  for (const name in answer) {
    const value = answer[name]
    if (typeof value === 'string' && toBrowser.has(name)) headers[name] = value
  }
  const challenge = answer['www-authenticate']
  // a Basic challenge would make the browser ask for a password
  if (typeof challenge === 'string' && /^(?:Bearer|DPoP)\b/i.test(challenge))
    headers['www-authenticate'] = challenge
  return headers
}

/** Pairs of a flat list or a header object, made only when somebody reads them. */
export const lazyPairs = (headers: FlatHeaders | NodeHeaders): Iterable<[string, string]> => ({
  *[Symbol.iterator]() {
    if (Array.isArray(headers))
      for (let i = 0; i + 1 < headers.length; i += 2) yield [headers[i] ?? '', headers[i + 1] ?? '']
    else
      for (const [name, value] of Object.entries(headers))
        for (const one of Array.isArray(value) ? value : [value ?? '']) yield [name, one]
  },
})
