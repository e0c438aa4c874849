import type { Exchange } from '../core/exchange.ts'
import { jsonReply, Refused, textReply } from '../core/reply.ts'
import { findToken } from '../jwt/location.ts'
import type { Claims, JwtPolicy } from '../jwt/policy.ts'
import { noToken, TokenRefusal } from '../jwt/refusal.ts'
import { verifyToken } from '../jwt/verify.ts'
import { metadataUrl } from './oauthDiscovery.ts'

/**
 * The claims of the caller, or undefined where the mode lets it pass without. A verified token is taken
 * out of the request: the upstream never sees it. A token that `Permissive` lets pass unverified stays.
 * @throws Refused with 401
 */
export async function authenticate(
  exchange: Exchange,
  policy: JwtPolicy | undefined,
): Promise<Claims | undefined> {
  if (policy === undefined) return undefined
  const { headers, record, observe } = exchange
  try {
    const token = findToken(headers, policy.location)
    if (token === undefined) {
      if (policy.mode === 'Strict') throw noToken()
      return undefined
    }
    const claims = await verifyToken(token, policy.providers, exchange.release)
    headers.delete(policy.location.name)
    if (typeof claims['sub'] === 'string') record['jwt.sub'] = claims['sub']
    observe({
      type: 'policy',
      kind: 'jwt',
      result: {
        type: 'apply',
        details: `authenticated request with JWT claims ${JSON.stringify(claims)}`,
      },
    })
    return claims
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error
    observe({ type: 'policy', kind: 'jwt', result: { type: 'deny', details: error.message } })
    if (policy.mode === 'Permissive') return undefined
    throw refusal(exchange, policy, error.message)
  }
}

/** 75b4e6c, proxy/mod.rs and mcp/auth.rs: the plain flavour says why, the MCP flavour never does. */
function refusal(exchange: Exchange, policy: JwtPolicy, why: string): Refused {
  const error = `authentication failure: ${why}`
  if (policy.mcp === undefined) return new Refused(textReply(401, error, 'JwtAuth'))
  const body = { error: 'unauthorized', error_description: 'JWT token required' }
  const reply = jsonReply(401, body, { reason: 'JwtAuth', error })
  const challenge = `Bearer resource_metadata="${metadataUrl(exchange, policy.mcp)}"`
  return new Refused({ ...reply, headers: { ...reply.headers, 'www-authenticate': challenge } })
}
