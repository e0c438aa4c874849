import { saidIn } from './finding.ts'

/** What is known about a refused token: the gateway's words, the claims that were sent, what it trusts. */
export interface RefusedToken {
  body: string
  /** Claims of the token that was sent; null when none was sent. */
  claims: Record<string, unknown> | null
  /** Unix milliseconds. */
  now: number
  /** From the gateway's admin port, where it has one. */
  trust?: Trust
}

/** Whom a gateway believes. Empty lists: not known. */
export interface Trust {
  issuers: string[]
  audiences: string[]
  keys: string[]
}

export interface Reason {
  says: string
  hint: string
}

const again = 'Refresh this persona, or sign in again as it.'

/**
 * Why a gateway said 401, in one sentence. Its own words decide; where they are silent (agentgateway's
 * `mcpAuthentication` answers every case with "JWT token required") the claims do.
 * Literals: agentgateway 75b4e6c, mcp-proxy 0.0.3, Kuadrant's sample AuthPolicy, RFC 6750 section 3.1.
 */
export function whyRejected(refused: RefusedToken): Reason {
  const { body, claims, trust } = refused
  if (/no bearer token found|No auth header present/i.test(body))
    return { says: 'No token reached the gateway.', hint: again }
  if (/ExpiredSignature|expired/i.test(body)) return expired(refused)
  if (/InvalidAudience|audience/i.test(body)) return audience(claims, trust)
  if (/InvalidIssuer|issuer/i.test(body)) return issuer(claims, trust)
  const key = /unknown key "([^"]*)"/.exec(body)?.[1]
  if (key !== undefined) return unknownKey(key, trust)
  if (/does not specify a `kid`/.test(body))
    return {
      says: 'The token does not name the key that signed it (kid).',
      hint: 'The identity provider must put a kid in the header.',
    }
  if (/InvalidSignature/.test(body))
    return {
      says: 'The signature of the token does not fit the key it names.',
      hint: 'The token was changed, or another provider uses the same key id.',
    }
  if (/malformed|InvalidToken/i.test(body))
    return {
      says: 'The gateway cannot read the token as a JWT.',
      hint: 'An opaque token needs a gateway that introspects it.',
    }
  return fromClaims(refused)
}

function fromClaims(refused: RefusedToken): Reason {
  const { body, claims, now, trust } = refused
  if (claims === null) return { says: 'No token was sent.', hint: again }
  const exp = claims['exp']
  if (typeof exp === 'number' && exp * 1000 <= now) return expired(refused)
  const iss = claims['iss']
  if (trust && trust.issuers.length > 0 && typeof iss === 'string' && !trust.issuers.includes(iss))
    return issuer(claims, trust)
  const has = listOf(claims['aud'])
  if (trust && trust.audiences.length > 0 && !has.some((one) => trust.audiences.includes(one)))
    return audience(claims, trust)
  const said = wordsOf(body)
  return {
    says: said === null ? 'The gateway gave no reason.' : `The gateway says: ${said}`,
    hint: 'Issuer, audience and signing key of the token are what a gateway checks.',
  }
}

export function expired({ claims, now }: RefusedToken): Reason {
  const exp = claims?.['exp']
  const when = typeof exp === 'number' && exp * 1000 <= now ? ` ${ago(now - exp * 1000)} ago` : ''
  return { says: `The token expired${when}.`, hint: again }
}

export function audience(claims: RefusedToken['claims'], trust?: Trust): Reason {
  const has = listOf(claims?.['aud'])
  const wants = trust?.audiences ?? []
  return {
    says: `The token is for another audience${wants.length > 0 ? `: the gateway wants ${quoted(wants)}` : ''}${
      has.length > 0 ? `, the token has ${quoted(has)}` : ', the token names none'
    }.`,
    hint: 'The client at the identity provider must add the audience that the gateway wants.',
  }
}

export function issuer(claims: RefusedToken['claims'], trust?: Trust): Reason {
  const has = listOf(claims?.['iss'])
  const wants = trust?.issuers ?? []
  return {
    says: `The token is of another issuer${wants.length > 0 ? `: the gateway trusts ${quoted(wants)}` : ''}${
      has.length > 0 ? `, the token says ${quoted(has)}` : ', the token names none'
    }.`,
    hint: 'Issuer URLs are compared letter by letter, host name and port included.',
  }
}

export function unknownKey(key: string, trust?: Trust): Reason {
  const known = trust?.keys ?? []
  // what the admin port said is a few seconds old: the gateway has started anew since, or read other keys
  if (known.includes(key))
    return {
      says: `The token is signed with key "${key}", which the gateway knew a moment ago and does not know any more.`,
      hint: "Ask whether the gateway reaches the issuer's keys: where it cannot, it begins with none.",
    }
  return {
    says: `The token is signed with key "${key}", which the gateway does not know${
      known.length > 0 ? ` (it knows ${quoted(known)})` : ''
    }.`,
    hint: 'After a key rotation agentgateway reads the keys again only when its copy is 15 minutes old.',
  }
}

/** `3 minutes`, `1 hour`. */
function ago(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const
  for (const [name, size] of units) {
    const count = Math.floor(ms / size)
    if (count > 0) return `${count} ${name}${count === 1 ? '' : 's'}`
  }
  const seconds = Math.max(1, Math.floor(ms / 1000))
  return `${seconds} second${seconds === 1 ? '' : 's'}`
}

const quoted = (values: string[]) => values.map((value) => `"${value}"`).join(', ')

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

/** A sentence of the body, when it is short enough to be one. */
function wordsOf(body: string): string | null {
  const text = saidIn(body)
  return text !== '' && text.length <= 160 && !text.includes('<') ? text.replace(/\.?$/, '.') : null
}
