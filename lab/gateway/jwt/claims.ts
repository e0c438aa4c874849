import type { Release } from '../core/release.ts'
import type { Claims, Provider } from './policy.ts'
import { invalid } from './refusal.ts'

/** Seconds of tolerance on `exp`, the default of the JWT library that agentgateway uses. */
const leeway = 60

/**
 * Checks registered claims in the order of the Rust crate `jsonwebtoken`: required claims, `exp`, `iss`,
 * `aud`. `nbf` is not looked at. A configured issuer or audience makes its claim required (agentgateway
 * since 82cbbf6f5); before, only a wrong one was refused. `now` is in seconds.
 * @throws TokenRefusal
 */
export function checkClaims(
  claims: Claims,
  provider: Provider,
  { requiresClaims }: Pick<Release, 'requiresClaims'>,
  now: number,
): void {
  const { exp, iss, aud } = claims
  if (typeof exp !== 'number') throw invalid('MissingRequiredClaim("exp")')
  if (requiresClaims && typeof iss !== 'string') throw invalid('MissingRequiredClaim("iss")')
  if (requiresClaims && provider.audiences !== undefined && aud === undefined)
    throw invalid('MissingRequiredClaim("aud")')
  if (exp < now - leeway) throw invalid('ExpiredSignature')
  if (iss !== undefined && iss !== provider.issuer) throw invalid('InvalidIssuer')
  const { audiences } = provider
  if (audiences !== undefined && aud !== undefined && !namesOneOf(aud, audiences))
    throw invalid('InvalidAudience')
}

const namesOneOf = (aud: unknown, accepted: readonly string[]): boolean =>
  (Array.isArray(aud) ? aud : [aud]).some((name) => accepted.includes(String(name)))
