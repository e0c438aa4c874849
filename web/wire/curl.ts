import type { ExchangeView } from '#bff'

/**
 * Headers that curl makes itself, that belong to one connection, or that only trace the original.
 * `accept-encoding` goes too: without `--compressed` curl would print compressed bytes.
 */
const ownHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
  'traceparent',
  'tracestate',
])
/** What the console shows in the place of a secret. */
const mask = '••••'

/** The shell variable that holds a persona's token: `alice` → `ALICE_JWT`. */
export function tokenVariable(persona: string): string {
  const name = persona.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
  return `${/^\d/.test(name) ? '_' : ''}${name}_JWT`
}

/** One word for a POSIX shell, whatever it contains: quotes, `$`, line ends. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * A command that sends the same request again. The token is named, not shown; `mint` is a shell
 * line that sets it, where the configuration of the persona offers one. Other withheld values stay
 * masked and a comment says so, because then the command needs a hand before it works.
 */
export function toCurl(
  exchange: Pick<
    ExchangeView,
    'method' | 'url' | 'persona' | 'requestHeaders' | 'requestBody' | 'responseHeaders'
  >,
  mint?: string,
): string {
  const { method, url, persona, requestHeaders, requestBody, responseHeaders } = exchange
  const streams = responseHeaders.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.includes('event-stream'),
  )
  const bearer = persona !== undefined && requestHeaders.some(isAuthorization)
  const headers = requestHeaders.filter(([name]) => !ownHeaders.has(name.toLowerCase()))
  const parts = [
    `curl -sS${streams ? 'N' : ''}${method === 'GET' ? '' : ` -X ${quote(method)}`} ${quote(url)}`,
    ...headers.map((header) =>
      bearer && isAuthorization(header)
        ? `-H "Authorization: Bearer $${tokenVariable(persona)}"`
        : `-H ${quote(`${header[0]}: ${header[1]}`)}`,
    ),
    ...(requestBody === null ? [] : [`--data-raw ${quote(requestBody)}`]),
  ]
  const withheld = parts.some((part) => part.includes(mask))
  return [
    ...(withheld ? [`# ${mask} stands for a value that the console does not show.`] : []),
    ...(bearer && mint !== undefined ? [mint] : []),
    parts.join(' \\\n  '),
  ].join('\n')
}

const isAuthorization = ([name, value]: [string, string]) =>
  name.toLowerCase() === 'authorization' && /^bearer /i.test(value)
