import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { parseExact } from '../exactJson.ts'

/** Bytes that `seal` made of a T. The engines know them as bytes alone, so `open<T>` names it again. */
type Sealed<T> = Uint8Array & { readonly holds?: T }

/** Encrypts what goes into the store, so that a stolen database holds nothing that could be replayed. */
export interface Sealer {
  /** `aad` binds the result to its place (kind and id of the record): moved elsewhere it does not open. */
  seal<T>(aad: string, value: T): Sealed<T>
  /** Throws when the key is unknown, the bytes were changed, or `aad` is not the one it was sealed with. */
  open<T>(aad: string, sealed: Sealed<T>): T
}

/** Newest first: the first key seals, all of them open. */
export type KeyRing = readonly { id: string; key: Uint8Array }[]

const ivBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM with a fresh 96-bit IV each time (NIST SP 800-38D section 8.2.2).
 * Layout: length of the key id (1 byte), key id, IV, tag, ciphertext. The key id is part of the AAD too.
 */
export function createSealer(ring: KeyRing): Sealer {
  const [current] = ring
  if (current === undefined) throw new Error('the key ring is empty')
  return {
    seal(aad, value) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', current.key, iv)
      cipher.setAAD(Buffer.from(`${current.id}.${aad}`))
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      const id = Buffer.from(current.id)
      return Buffer.concat([Buffer.of(id.length), id, iv, cipher.getAuthTag(), text])
    },
    open<T>(aad: string, sealed: Sealed<T>): T {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const ivAt = 1 + (bytes[0] ?? 0)
      const id = bytes.toString('utf8', 1, ivAt)
      const entry = ring.find((key) => key.id === id)
      if (entry === undefined) throw new Error(`sealed with key "${id}", which is not in the ring`)
      const iv = bytes.subarray(ivAt, ivAt + ivBytes)
      const tagAt = ivAt + ivBytes
      const decipher = createDecipheriv('aes-256-gcm', entry.key, iv, { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(`${id}.${aad}`))
      decipher.setAuthTag(bytes.subarray(tagAt, tagAt + tagBytes))
      const text = decipher.update(bytes.subarray(tagAt + tagBytes)) // final() below proves it
      const whole = Buffer.concat([text, decipher.final()])
      return parseExact(whole.toString('utf8')) as T // the tag proves that seal() wrote it for this place
    },
  }
}
