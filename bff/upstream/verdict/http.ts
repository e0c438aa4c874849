import { failureSentence } from '../failure.ts'
import { isEventStream, parsed, type WireAnswer } from '../wire.ts'
import { type Finding, firstMatch, type Pattern, saidIn } from './finding.ts'
import { wantsSession } from './session.ts'
import { type RefusedToken, whyRejected } from './token.ts'

const transport: Pattern['finding'] = { outcome: 'unreachable', reached: 'gateway' }
const refusedByGateway: Pattern['finding'] = {
  outcome: 'refused',
  reached: 'gateway',
  provenAtGateway: true,
}

/** Bodies that are not JSON-RPC, by status. The text is the body, or `message` or `error` of a JSON body. */
const texts: readonly (Pattern & { status: number })[] = [
  // agentgateway 75b4e6c: traffic authorization, DNS rebinding protection, rate limit
  { status: 403, match: /^authorization failed$/, finding: refusedByGateway },
  {
    status: 403,
    match: /DNS rebinding protection/,
    finding: { ...refusedByGateway, hint: 'Reach this gateway as localhost or 127.0.0.1.' },
  },
  {
    status: 429,
    match: /(?:)/,
    finding: {
      ...refusedByGateway,
      says: 'Its rate limit is used up.',
      hint: 'Wait and call again.',
    },
  },
  // Kuadrant's sample AuthPolicy
  { status: 403, match: /^MCP Tool Access denied/, finding: refusedByGateway },
  { status: 403, match: /(?:)/, finding: { outcome: 'refused', reached: 'gateway' } },
  // Kuadrant e5d18c99, agentgateway 75b4e6c
  {
    status: 400,
    match: /^no tool name set|fail to deserialize/,
    finding: { ...transport, outcome: 'invalid' },
  },
  {
    status: 413,
    match: /(?:)/,
    finding: { ...transport, outcome: 'invalid', says: 'The request is too large.' },
  },
  {
    status: 404,
    match: /(?:)/,
    finding: {
      ...transport,
      says: 'Nothing is served at this path.',
      hint: "Check the gateway's URL.",
    },
  },
  { status: 405, match: /(?:)/, finding: { ...transport, says: 'This path takes no POST.' } },
  {
    status: 406,
    match: /(?:)/,
    finding: { ...transport, says: 'It did not accept the Accept header.' },
  },
  {
    status: 415,
    match: /(?:)/,
    finding: { ...transport, says: 'It did not accept the content type.' },
  },
]

/** Ends that this process made of an exchange, whatever came before: by the codes that it gave them. */
const ownEnds: Readonly<Record<string, Finding>> = {
  CANCELLED: {
    outcome: 'failed',
    reached: 'gateway',
    says: 'It was cancelled before an answer came, and the gateway was told so.',
  },
  NO_ENDPOINT: {
    ...transport,
    says: 'Its event stream does not say where messages are to be sent.',
    hint: 'The URL must lead to an MCP endpoint: with SSE it usually ends in /sse.',
  },
  FOREIGN_ENDPOINT: {
    ...transport,
    says: 'Its event stream sends messages to another origin, which gets no token.',
    hint: 'A proxy in front of the gateway may rewrite addresses: configure the origin that it names.',
  },
}

/** What an answer without a JSON-RPC message means. */
export function ofHttp(wire: WireAnswer, token: Omit<RefusedToken, 'body'>): Finding {
  const { status, body, where } = wire
  const own = ownEnds[wire.failure ?? '']
  // progress is the server's own: no gateway makes it up
  if (own?.outcome === 'failed' && /"notifications\/progress"/.test(body))
    return { ...own, reached: 'upstream' }
  if (own !== undefined) return own
  if (status === null)
    return {
      outcome: 'unreachable',
      reached: 'nowhere',
      says: failureSentence(wire.failure ?? 'FAILED', where),
      hint: 'Check that the gateway runs and that its URL is right.',
    }
  if (wantsSession(wire))
    return {
      ...transport,
      says: 'It wants an MCP session and would not begin one.',
      message: body.trim(),
    }
  if (tokenRefused(wire)) {
    const { says, hint } = whyRejected({ ...token, body: `${body}\n${wire.authenticate ?? ''}` })
    return {
      outcome: 'rejected',
      reached: 'gateway',
      says,
      hint,
      message: saidIn(body).slice(0, 500),
    }
  }
  if (status >= 300 && status < 400) return redirected(wire)
  const known = firstMatch(
    texts.filter((one) => one.status === status),
    saidIn(body).slice(0, 500),
  )
  if (known) return known
  if (status >= 500)
    return { ...transport, says: `It answered ${status}.`, message: saidIn(body).slice(0, 500) }
  if (status >= 400)
    return { ...transport, outcome: 'invalid', message: saidIn(body).slice(0, 500) }
  return unreadable(wire)
}

/** 401, and mcp-proxy 0.0.3, which says 400 there. Not where the answer is about a session. */
export const tokenRefused = (wire: Pick<WireAnswer, 'status' | 'body'>): boolean =>
  (wire.status === 401 && !wantsSession(wire)) ||
  (wire.status === 400 && /^\{"error":"(?:No auth header present|Invalid token)/.test(wire.body))

const redirected = ({ status, location }: WireAnswer): Finding => ({
  ...transport,
  says: `It redirects (${status}) to ${originOf(location)}, which is not followed.`,
  hint: 'A login page in front of the gateway does that: the URL must lead to the gateway itself.',
})

function originOf(location: string | undefined): string {
  if (location === undefined) return 'nowhere'
  return URL.canParse(location) ? new URL(location).origin : 'another path'
}

/** A 2xx without a message: each way to be unusable has its own sentence. */
function unreadable({ contentType, body, failure, where }: WireAnswer): Finding {
  if (failure !== undefined)
    return { ...transport, says: `The answer broke off. ${failureSentence(failure, where)}` }
  if (contentType?.includes('html') === true || /^\s*<(?:!doctype|html)/i.test(body))
    return {
      ...transport,
      says: 'It answered with a web page: you reached a login page or a wrong URL.',
      hint: 'The URL must lead to the MCP endpoint, usually ending in /mcp.',
    }
  if (isEventStream(contentType))
    return { ...transport, says: 'The event stream ended without an answer.' }
  if (body.trim() === '') return { ...transport, says: 'The answer is empty.' }
  return parsed(body) === undefined
    ? { ...transport, says: 'The answer is not valid JSON.' }
    : { ...transport, says: 'The answer is JSON, but not JSON-RPC.' }
}
