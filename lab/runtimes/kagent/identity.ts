import { decodeJwt } from 'jose'

/** How the controller learns who asks (`--auth-mode`). */
export type AuthMode =
  | { mode: 'unsecure' }
  /** A proxy before it has checked the bearer; the claim names the user, `sub` when left out. */
  | { mode: 'trusted-proxy'; userIdClaim?: string }

export interface Caller {
  user: string
  /** Of the bearer, where one was read. */
  claims?: Record<string, unknown>
}

/** Who somebody is that says nothing (kagent 0.10, mode `unsecure`). */
const defaultUser = 'admin@kagent.dev'

/** Undefined where the mode asks for a bearer and there is none that can be read. */
export function callerOf(request: Request, auth: AuthMode): Caller | undefined {
  const { headers } = request
  if (auth.mode === 'unsecure') {
    const asked = new URL(request.url).searchParams.get('user_id')
    return { user: asked || headers.get('x-user-id') || defaultUser }
  }
  const claims = claimsOf(headers.get('authorization'))
  if (!claims) return undefined
  // An agent speaks with its own token and says for whom.
  const endUser = headers.get('x-agent-name') ? headers.get('x-user-id') : undefined
  const own = claims[auth.userIdClaim ?? 'sub']
  const user = endUser || (typeof own === 'string' ? own : undefined)
  return user ? { user, claims } : undefined
}

/** The signature is not looked at: the proxy before the controller has done so. */
function claimsOf(authorization: string | null): Record<string, unknown> | undefined {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
  if (!token) return undefined
  try {
    return decodeJwt(token)
  } catch {
    return undefined
  }
}
