import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { z } from 'zod'

import { parseJson } from '../../core/json.ts'

const mcpSession = z.strictObject({
  t: z.string().optional(),
  s: z.string().optional(),
  b: z.string().optional(),
})

/**
 * What a session id says (agentgateway 75b4e6c, http/sessionpersistence.rs). Of each target its name `t`,
 * the session `s` that it opened, and `b`, the `ip:port` it is pinned to. `r` is random and there where
 * a target opened none.
 */
const envelope = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('mcp'), s: z.array(mcpSession), r: z.string().optional() }),
  z.strictObject({ t: z.literal('http'), backend: z.string() }),
])

export type Envelope = z.output<typeof envelope>
export type McpSession = z.output<typeof mcpSession>

/** Session ids as clients see them. */
export interface EnvelopeCodec {
  readonly encode: (state: Envelope) => string
  /** The state, or undefined for an id that this gateway cannot have made. */
  readonly decode: (id: string) => Envelope | undefined
}

/**
 * Without a key an id is JSON in base64url without padding, which anybody can read and make. With a key of
 * 32 bytes, 64 hexadecimal digits, it is AES-256-GCM in standard base64: nonce, ciphertext, tag.
 * @throws Error for a key of another length
 */
export function createCodec(key?: string): EnvelopeCodec {
  const { seal, open } = key === undefined ? plain : encrypted(key)
  return {
    encode: (state) => seal(JSON.stringify(state)),
    decode: (id) => {
      const text = open(id)
      return text === undefined ? undefined : envelope.safeParse(parseJson(text)).data
    },
  }
}

/** Node decodes what is not quite base64, too; the real gateway does not. */
function exactly(id: string, encoding: 'base64' | 'base64url'): Buffer | undefined {
  const bytes = Buffer.from(id, encoding)
  return bytes.toString(encoding) === id ? bytes : undefined
}

const plain = {
  seal: (text: string): string => Buffer.from(text).toString('base64url'),
  open: (id: string): string | undefined => exactly(id, 'base64url')?.toString('utf8'),
}

const nonceLength = 12
const tagLength = 16

function encrypted(digits: string): typeof plain {
  if (!/^[0-9a-f]{64}$/i.test(digits))
    throw new Error('SESSION_KEY is not 64 hexadecimal digits; make one with: openssl rand -hex 32')
  const key = Buffer.from(digits, 'hex')
  return {
    seal: (text) => {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = [cipher.update(text, 'utf8'), cipher.final()]
      return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64')
    },
    open: (id) => {
      const bytes = exactly(id, 'base64')
      if (bytes === undefined || bytes.length < nonceLength + tagLength) return undefined
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength))
      cipher.setAuthTag(bytes.subarray(-tagLength))
      try {
        const text = cipher.update(bytes.subarray(nonceLength, -tagLength))
        return Buffer.concat([text, cipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
