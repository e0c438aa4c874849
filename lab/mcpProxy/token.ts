import { compactVerify, decodeProtectedHeader } from 'jose'

import { algorithmsOf } from '../gateway/jwt/keys.ts'
import type { Authn } from './model.ts'
import type { Claims } from './rules.ts'

/** Why the listener refused a request; the message is the `error` of its answer. */
export class TokenRefusal extends Error {}

/** Seconds of tolerance on `exp`, the default of the Rust crate `jsonwebtoken`. */
const leeway = 60

/**
 * The claims of a request's bearer token. `now` is in seconds. An issuer or audience that the token does
 * not name at all passes; only `exp` must be there (`jsonwebtoken` 9 without further required claims).
 * @throws TokenRefusal in the proxy's words: axum-extra's for the header, `jsonwebtoken`'s for the token
 */
export async function readToken(
  authorization: string | undefined,
  authn: Authn,
  now = Math.floor(Date.now() / 1000),
): Promise<Claims> {
  const claims = await verify(bearer(authorization), authn)
  const { exp, iss, aud } = claims
  if (typeof exp !== 'number') throw invalid('Missing required claim: exp')
  if (exp < now - leeway) throw invalid('ExpiredSignature')
  if (iss !== undefined && !namesOneOf(iss, authn.issuers)) throw invalid('InvalidIssuer')
  if (aud !== undefined && !namesOneOf(aud, authn.audiences)) throw invalid('InvalidAudience')
  return claims
}

const namesOneOf = (value: unknown, accepted: readonly string[]): boolean =>
  accepted.some((name) => (Array.isArray(value) ? value.includes(name) : value === name))

const invalid = (reason: string): TokenRefusal =>
  new TokenRefusal(`Invalid token, error: ${reason}`)

function bearer(authorization: string | undefined): string {
  const none = 'No auth header present, error: '
  if (authorization === undefined)
    throw new TokenRefusal(`${none}Header of type \`authorization\` was missing`)
  const [, token] = /^bearer +(\S+)$/i.exec(authorization) ?? []
  if (token === undefined) throw new TokenRefusal(`${none}invalid HTTP header (authorization)`)
  return token
}

async function verify(token: string, { key }: Authn): Promise<Claims> {
  const algorithms = algorithmsOf(key)
  if (!algorithms.includes(readAlgorithm(token))) throw invalid('InvalidAlgorithm')
  const { payload } = await compactVerify(token, key, { algorithms: [...algorithms] }).catch(() => {
    throw invalid('InvalidSignature')
  })
  const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
  if (typeof claims !== 'object' || claims === null) throw invalid('InvalidToken')
  return { ...claims }
}

function readAlgorithm(token: string): string {
  try {
    return decodeProtectedHeader(token).alg ?? ''
  } catch {
    throw invalid('InvalidToken')
  }
}
