import { goTime } from './clock.ts'
import { Problem } from './problem.ts'

/** The last row of a page, in the order of the list: namespace, name, tag, time of the last write. */
export interface Position {
  namespace: string
  name: string
  /** Empty for kinds without tags; then absent on the wire. */
  tag: string
  /** ISO 8601 with milliseconds, as stored. */
  updatedAt: string
}

/** base64url without padding of `{"namespace","name","tag"?,"updatedAt"}` (agentregistry 84f7a5e9). */
export function encodeCursor({ namespace, name, tag, updatedAt }: Position): string {
  const position = { namespace, name, ...(tag && { tag }), updatedAt: goTime(updatedAt) }
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** @throws Problem 400 `invalid cursor` for bad base64 or JSON, an empty name, or Go's zero time */
export function decodeCursor(cursor: string): Position {
  const invalid = new Problem(400, 'invalid cursor')
  if (!/^[A-Za-z0-9_-]+$/.test(cursor)) throw invalid
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw invalid
  }
  if (typeof read !== 'object' || read === null) throw invalid
  const { namespace = '', name, tag = '', updatedAt }: Record<string, unknown> = { ...read }
  const time = typeof updatedAt === 'string' ? Date.parse(updatedAt) : Number.NaN
  if (typeof namespace !== 'string' || typeof name !== 'string' || typeof tag !== 'string')
    throw invalid
  if (!name || !Number.isFinite(time) || time === zeroTime) throw invalid
  return { namespace, name, tag, updatedAt: new Date(time).toISOString() }
}

/** What Go's time package makes of a time that nobody set. */
const zeroTime = Date.parse('0001-01-01T00:00:00Z')
