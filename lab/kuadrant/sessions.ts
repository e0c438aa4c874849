import { randomUUID } from 'node:crypto'

import { jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'

/** In seconds; `--session-length` is 1,440 minutes by default. */
const lifetime = 24 * 60 * 60
const party = 'mcp-gateway'

type Verdict = 'valid' | 'invalid' | 'terminated'

/** Sessions are tokens that gateway and broker sign and check alike; the broker keeps only which were ended. */
export interface Sessions {
  /** A new session id: a JWT whose claims are iss, aud, exp, nbf, iat and jti (Kuadrant e5d18c99). */
  mint(): Promise<string>
  judge(id: string | undefined): Promise<Verdict>
  end(id: string): Promise<void>
}

/** `key` is GATEWAY_SIGNING_KEY. @throws Error for one shorter than 32 bytes, with which HS256 would be weak */
export function createSessions(key: string): Sessions {
  const secret = new TextEncoder().encode(key)
  if (secret.length < 32)
    throw new Error('GATEWAY_SIGNING_KEY has less than 32 bytes; set a longer one')
  const ended = new LRUCache<string, true>({ max: 10_000 })
  const read = async (id: string): Promise<string> => {
    const { payload } = await jwtVerify(id, secret, {
      issuer: party,
      audience: party,
      algorithms: ['HS256'],
    })
    return payload.jti ?? ''
  }
  return {
    mint: () => {
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: party, aud: [party], exp: now + lifetime, nbf: now, iat: now }
      return new SignJWT({ ...claims, jti: randomUUID() })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .sign(secret)
    },
    judge: async (id = '') => {
      const name = await read(id).catch(() => undefined)
      if (name === undefined) return 'invalid'
      return ended.has(name) ? 'terminated' : 'valid'
    },
    end: async (id) => {
      const name = await read(id).catch(() => undefined)
      if (name !== undefined) ended.set(name, true)
    },
  }
}
