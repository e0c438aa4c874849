import { sessionSecrets } from './mcp/sessionSecrets.ts'
import { shortId } from './mcp/shortId.ts'

/** What stands in the place of a secret, wherever one was. */
export const mask = '••••'

/** Names whose values are secrets, without case, `_` and `-`, so that `accessToken` and `access_token` are one. */
const secretNames = new Set([
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'idtokenhint',
  'logouttoken',
  'subjecttoken',
  'actortoken',
  'sessiontoken',
  'assertion',
  'clientassertion',
  'clientsecret',
  'codeverifier',
  'devicecode',
  'password',
  'passwd',
  'apikey',
  'secretkey',
  'sessionkey',
  'privatekey',
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
])

/** Header names, lower case, beyond `secretNames`: Kuadrant's wristbands (e5d18c99), AWS, common API keys. */
const secretHeaders = new Set([
  'x-api-key',
  'x-amz-security-token',
  'x-mcp-authorized',
  'x-authorized-tools',
  'dpop',
])

/** Whoever has its value goes on in the session (MCP 2025-06-18, security best practices): its beginning tells it apart. */
const sessionHeader = 'mcp-session-id'

const isSecret = (name: string) => secretNames.has(name.toLowerCase().replaceAll(/[_-]/g, ''))

/** Whatever a token in compact form consists of (RFC 7515, RFC 7516). One class, so that it is found in linear time. */
const compact = /[\w.-]+/g
/** RFC 6750 section 2.1; a name followed by `=` is a challenge parameter, not a token. */
const bearer = /\b(Bearer|DPoP)\s+[\w.~+/-]{16,}=*(?![\w.~+/="-])/gi

/** `refresh_token=…` wherever it stands: a form without its content type, a URL within a text. */
const named = /(^|[^\w-])([\w-]+)=[^&\s"'\\<>]+/g

/** Secret in a query only: an authorization code, and the MCP session of HTTP with SSE (MCP 2024-11-05). */
const inAddresses = new Set(['code', 'sessionId', 'session_id'])

/** Any text: tokens that are recognisable by their own shape or by the name before them. */
export const redactText = (text: string): string =>
  redactNamed(redactJwts(text).replaceAll(bearer, `$1 ${mask}`))

/** `{"` is `eyJ` in base64url: a header, then a dot, and the rest of the token also where it was cut off. */
export const redactJwts = (text: string): string =>
  text.includes('eyJ')
    ? text.replaceAll(compact, (run) => {
        const from = run.indexOf('eyJ')
        if (from < 0 || run.indexOf('.', from) < 0) return run
        return run.slice(0, from) + mask + (run.endsWith('.') ? '.' : '')
      })
    : text

const redactNamed = (text: string): string =>
  text.includes('=')
    ? text.replaceAll(named, (whole, mark: string, name: string) => {
        // after a backslash the first letter belongs to an escape: `\npassword=…` in JSON
        const known = isSecret(mark === '\\' ? name.slice(1) : name)
        const isCode = inAddresses.has(name) && (mark === '?' || mark === '&')
        return known || isCode ? `${mark}${name}=${mask}` : whole
      })
    : text

/** Shorter ones may be words, which would be masked wherever they stand. */
const shortestLiteral = 8

/** A secret as it is, and as JSON or a URL may write it. */
const spellings = (secret = ''): Iterable<string> =>
  secret.length < shortestLiteral
    ? []
    : new Set([secret, secret.replaceAll('/', String.raw`\/`), encodeURIComponent(secret)])

/** `text` without secrets that are known. */
export function maskLiterals(text: string, secrets: Iterable<string | undefined>): string {
  let clean = text
  for (const secret of secrets)
    for (const spelling of spellings(secret)) clean = clean.replaceAll(spelling, mask)
  return clean
}

/** The body of an answer without secrets of its request; the same bytes where it does not repeat any. */
export const withoutToken = (bytes: Buffer, ...secrets: string[]): Buffer =>
  secrets.some((one) => [...spellings(one)].some((spelling) => bytes.includes(spelling)))
    ? Buffer.from(maskLiterals(bytes.toString(), secrets))
    : bytes

/** What a request itself carries: its credentials, and secrets in a form. Not passwords, which are often names. */
export function secretsIn(headers: readonly [string, string][], body: string | null): string[] {
  const found = headers.flatMap(([name, value]) => {
    if (name.toLowerCase() === sessionHeader) return sessionSecrets(value)
    return name.toLowerCase() === 'authorization' ? value.replace(/^\S+ +/, '') : []
  })
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (body === null || type?.includes('x-www-form-urlencoded') !== true) return found
  const fields = [...new URLSearchParams(body)].filter(
    ([name]) => name === 'token' || (isSecret(name) && name !== 'password'),
  )
  return [...found, ...fields.map(([, value]) => value)]
}

/** Header pairs in their order. `Authorization: Bearer x` keeps its scheme, cookies keep nothing. */
export function redactHeaders(headers: Iterable<[string, string]>): [string, string][] {
  const clean: [string, string][] = []
  for (const [name, value] of headers) clean.push([name, redactHeader(name.toLowerCase(), value)])
  return clean
}

function redactHeader(name: string, value: string): string {
  if (name === 'authorization' || name === 'proxy-authorization') {
    const scheme = /^[A-Za-z][\w-]*(?= )/.exec(value)
    return scheme ? `${scheme[0]} ${mask}` : mask
  }
  if (name === sessionHeader) return shortId(value)
  if (isSecret(name) || secretHeaders.has(name)) return mask
  return name === 'location' ? redactUrl(value) : redactText(value)
}

/** Query, fragment and user information of a URL, absolute or relative. */
export function redactUrl(url: string): string {
  const [beforeHash = '', ...hash] = url.split('#')
  const [path = '', ...query] = beforeHash.split('?')
  const host = path.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, `$1${mask}@`)
  return [
    redactText(host),
    query.length > 0 ? `?${redactForm(query.join('?'))}` : '',
    hash.length > 0 ? `#${redactForm(hash.join('#'))}` : '',
  ].join('')
}

/** `application/x-www-form-urlencoded`, byte for byte except for the values of secrets. `code` is one here. */
function redactForm(form: string): string {
  return form
    .split('&')
    .map((pair) => {
      const cut = pair.indexOf('=')
      if (cut < 0) return redactText(pair)
      const name = decoded(pair.slice(0, cut))
      return inAddresses.has(name) || isSecret(name)
        ? `${pair.slice(0, cut)}=${mask}`
        : redactText(pair)
    })
    .join('&')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

const string = String.raw`"(?:[^"\\]|\\.)*"?`
/**
 * A member of a JSON object whose value is a string or an array, without parsing: bodies may be cut off.
 * No name begins at an escaped quote, and trying there would cost a look at all the rest each time.
 */
const member = new RegExp(
  String.raw`(?<!\\)"((?:[^"\\]|\\.)*)"(\s*:\s*)(${string}|\[\s*(?:${string}[\s,]*)*\]?)`,
  'g',
)
/** The same one level down: JSON in a JSON string, as MCP text content often is. */
const innerMember = /\\"([\w-]+)\\"(\s*:\s*)\\"((?:(?!\\").)*)\\"/g

/** Long and without a blank: an authorization code. Error codes and source code are not. */
const opaque = /^[\w.~+/=-]{16,}$/

/** Whether a member of that name holds a secret, when its value is that text. */
export const isSecretMember = (name: string, text: string): boolean =>
  isSecret(name) || (name === 'code' && opaque.test(text))

function redactJson(text: string): string {
  const outer = text.replaceAll(member, (whole, rawName: string, colon: string, value: string) => {
    const name = unescaped(rawName)
    if (isSecretMember(name, value.replaceAll('"', ''))) return `"${rawName}"${colon}"${mask}"`
    return whole
  })
  return outer.replaceAll(innerMember, (whole, name: string, colon: string) =>
    isSecret(name) ? String.raw`\"${name}\"${colon}\"${mask}\"` : whole,
  )
}

function unescaped(jsonString: string): string {
  if (!jsonString.includes('\\')) return jsonString
  try {
    return String(JSON.parse(`"${jsonString}"`))
  } catch {
    return jsonString
  }
}

/** A request or response body; what is not a form is treated as JSON, which event streams carry too. */
export const redactBody = (body: string, contentType: string | null): string =>
  contentType?.includes('x-www-form-urlencoded') === true
    ? redactForm(body)
    : redactText(redactJson(body))
