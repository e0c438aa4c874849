import { compactVerify, decodeProtectedHeader, errors, type JWK } from 'jose'

import type { Release } from '../core/release.ts'
import { checkClaims } from './claims.ts'
import { algorithmsOf } from './keys.ts'
import type { Claims, Provider } from './policy.ts'
import { invalid, malformedHeader, missingKid, TokenRefusal, unknownKid } from './refusal.ts'

/**
 * Verifies a compact JWT. The key is found by `kid` alone, in the first provider that has it; that
 * provider's issuer and audiences then apply. `now` is in seconds.
 * @throws TokenRefusal with agentgateway's own words
 */
export async function verifyToken(
  token: string,
  providers: readonly Provider[],
  release: Pick<Release, 'requiresClaims'>,
  now = Math.floor(Date.now() / 1000),
): Promise<Claims> {
  const { alg, kid } = readHeader(token)
  if (kid === undefined) throw missingKid()
  const found = await findKey(kid, providers)
  if (found === undefined) throw unknownKid(kid)
  const algorithms = algorithmsOf(found.key)
  if (alg === undefined || !algorithms.includes(alg)) throw invalid('InvalidAlgorithm')
  const claims = await readClaims(token, found.key, algorithms)
  checkClaims(claims, found.provider, release, now)
  return claims
}

function readHeader(token: string): { alg?: string | undefined; kid?: string | undefined } {
  if (token.split('.').length !== 3) throw malformedHeader()
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw malformedHeader()
  }
}

async function findKey(kid: string, providers: readonly Provider[]) {
  for (const provider of providers) {
    // One after the other on purpose: the first provider that knows the key decides.
    const key = (await provider.keys.current()).get(kid)
    if (key !== undefined) return { key, provider }
  }
  return undefined
}

async function readClaims(token: string, key: JWK, algorithms: readonly string[]): Promise<Claims> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [...algorithms] })
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
    if (typeof claims !== 'object' || claims === null || Array.isArray(claims))
      throw invalid('InvalidToken')
    return { ...claims }
  } catch (error) {
    if (error instanceof TokenRefusal) throw error
    const unreadable = error instanceof SyntaxError || error instanceof errors.JWSInvalid
    throw invalid(unreadable ? 'InvalidToken' : 'InvalidSignature')
  }
}
