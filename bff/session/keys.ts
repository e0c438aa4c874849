import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import type { KeyRing } from './seal.ts'

/** Bytes of an AES-256 key. */
const keyBytes = 32

/** `k2:base64,k1:base64`, newest first. Throws when it is anything else, without repeating it. */
export function parseKeyRing(text: string): KeyRing {
  const ring = text.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':')
    const key = Buffer.from(encoded, 'base64')
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== keyBytes)
      throw new Error(
        'the session keys are not like "k2:base64,k1:base64" with 32 bytes each; `openssl rand -base64 32` makes one',
      )
    return { id, key }
  })
  if (new Set(ring.map(({ id }) => id)).size !== ring.length)
    throw new Error('the session keys use one id twice')
  return ring
}

/** The ring in `file`, made there when there is none (0600): enough for one machine. */
export function keyFile(file: string): KeyRing {
  const known = read(file)
  if (known !== undefined) return parseKeyRing(known)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `k1:${randomBytes(keyBytes).toString('base64')}\n`, {
    mode: 0o600,
    flag: 'wx',
  })
  try {
    linkSync(draft, file) // fails when another process was first: then its key counts
  } catch {
    // read below
  } finally {
    rmSync(draft)
  }
  return parseKeyRing(readFileSync(file, 'utf8').trim())
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
