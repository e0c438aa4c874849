import { decodeProtectedHeader } from 'jose'

import type { TokenCheck } from '../../contract.ts'
import type { HeldTokens } from '../../session/types.ts'
import { audience, expired, issuer, type Trust, unknownKey } from './token.ts'

/**
 * What stands in a token, and which of it speaks against it at each gateway, before one is asked. Nothing is
 * verified: only the gateway has the last word, and a token without a finding may still be refused.
 */
export function checkToken(
  { accessToken, claims }: HeldTokens,
  gateways: readonly { gateway: string; trust: Trust | undefined }[],
  now: number,
): TokenCheck {
  const header = headerOf(accessToken)
  const { kid, alg } = header ?? {}
  const exp = timeOf(claims['exp'])
  return {
    readable: header !== undefined,
    ...stringAs('issuer', claims['iss']),
    audiences: stringsOf(claims['aud']),
    ...stringAs('subject', claims['sub']),
    ...(exp === undefined ? {} : { expiresAt: new Date(exp).toISOString() }),
    ...stringAs('key', kid),
    ...stringAs('algorithm', alg),
    findings: header === undefined ? [noJwt] : ageOf(claims, now),
    gateways: gateways.map(({ gateway, trust }) => ({
      gateway,
      told: trust !== undefined && Object.values(trust).some((known) => known.length > 0),
      findings: header && trust ? against(claims, kid, trust) : [],
    })),
  }
}

const noJwt = 'This is no JWT: a gateway that checks signatures will not take it.'

function ageOf(claims: HeldTokens['claims'], now: number): string[] {
  const [exp, nbf] = [timeOf(claims['exp']), timeOf(claims['nbf'])]
  if (exp !== undefined && exp <= now) return [expired({ body: '', claims, now }).says]
  if (nbf !== undefined && nbf > now)
    return [`The token is not valid before ${new Date(nbf).toISOString()}.`]
  return exp === undefined ? ['The token names no time at which it expires.'] : []
}

/** An empty list of what a gateway trusts says nothing. */
function against(claims: HeldTokens['claims'], key: string | undefined, trust: Trust): string[] {
  const { issuers, audiences, keys } = trust
  return [
    ...(strange(issuers, stringsOf(claims['iss'])) ? [issuer(claims, trust).says] : []),
    ...(strange(audiences, stringsOf(claims['aud'])) ? [audience(claims, trust).says] : []),
    ...(key !== undefined && strange(keys, [key]) ? [unknownKey(key, trust).says] : []),
  ]
}

const strange = (known: string[], has: string[]): boolean =>
  known.length > 0 && !has.some((one) => known.includes(one))

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token)
  } catch {
    return undefined
  }
}

/** Unix milliseconds of a NumericDate (RFC 7519 section 2); not of a number that no calendar has. */
function timeOf(value: unknown): number | undefined {
  const ms = typeof value === 'number' ? value * 1_000 : Number.NaN
  return Number.isNaN(new Date(ms).getTime()) ? undefined : ms
}

const stringAs = <Name extends string>(name: Name, value: unknown): { [N in Name]?: string } =>
  // a computed name widens to any string; this object has that one or none
  (typeof value === 'string' ? { [name]: value } : {}) as { [N in Name]?: string }

const stringsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
