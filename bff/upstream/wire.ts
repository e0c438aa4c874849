import { parseExact, tooDeep } from '../exactJson.ts'
import { FrameCutter } from './frames.ts'

/** A JSON-RPC 2.0 answer. The id is not looked at twice: products answer with 0, null or none. */
export interface RpcAnswer {
  id?: unknown
  result?: Record<string, unknown>
  error?: { code: number; message: string; data?: unknown }
}

/** What came back for one JSON-RPC request, before anybody says what it means. */
export interface WireAnswer {
  /** Null when no HTTP answer arrived; then `failure` says why. */
  status: number | null
  contentType: string | null
  /** Milliseconds from sending to the end of the answer. */
  ms: number
  /** As it came, but for the token that it answers to; not redacted otherwise. */
  body: string
  message: RpcAnswer | null
  /** `location` and `www-authenticate`, where the answer had them. */
  location?: string
  authenticate?: string
  /** A code of `failureCode`: no answer, or one that broke off. */
  failure?: string
  /** Host and port of the gateway, for sentences. */
  where: string
}

/**
 * The answer to request `id` in a body: JSON, or the frames of an event stream with or without `event:`.
 * An answer with the very id is preferred; otherwise the last one counts (agentgateway 75b4e6c answers
 * `"id":0` when its own handshake fails, Kuadrant 0.5 leaves the id out).
 */
export function findAnswer(
  body: Buffer,
  contentType: string | null,
  id: string | number | undefined,
): RpcAnswer | null {
  const answers = isEventStream(contentType)
    ? streamAnswers(body)
    : [rpcAnswer(body.toString())].filter((answer) => answer !== null)
  return answers.find((answer) => id !== undefined && answer.id === id) ?? answers.at(-1) ?? null
}

export const isEventStream = (contentType: string | null): boolean =>
  contentType?.startsWith('text/event-stream') === true

/**
 * Says of each chunk of an event stream whether the answer to a request has been seen by now, and tells
 * `hear` what else the server says in it.
 */
export function answerWatcher(hear?: (heard: RpcHeard) => void): (bytes: Uint8Array) => boolean {
  const cutter = new FrameCutter()
  let seen = false
  return (bytes) => {
    for (const { data } of cutter.push(bytes)) {
      const heard = hear === undefined ? null : rpcHeard(data)
      if (heard !== null) hear?.(heard)
      else seen ||= rpcAnswer(data) !== null
    }
    return seen
  }
}

/** What a server says by itself: a notification, or with an id a request that wants an answer. */
export interface RpcHeard {
  id?: string | number
  method: string
  params: Record<string, unknown>
}

/** The text as a notification or request of a server, or null. */
export function rpcHeard(text: string): RpcHeard | null {
  const value = parsed(text)
  if (!isRecord(value) || typeof value['method'] !== 'string' || tooDeep(value)) return null
  const { id, method, params } = value
  const known = typeof id === 'string' || typeof id === 'number'
  return { ...(known ? { id } : {}), method, params: isRecord(params) ? params : {} }
}

function streamAnswers(body: Buffer): RpcAnswer[] {
  const cutter = new FrameCutter()
  const frames = [...cutter.push(body), cutter.unfinished()]
  return frames.flatMap((frame) => (frame ? (rpcAnswer(frame.data) ?? []) : []))
}

/** The text as a JSON-RPC answer, or null: not JSON, a request, a notification, something else. */
export function rpcAnswer(text: string): RpcAnswer | null {
  const value = parsed(text)
  if (!isRecord(value) || 'method' in value || tooDeep(value)) return null
  const { id, result, error } = value
  if (isRecord(error)) {
    const { code, message, data } = error
    if (typeof code !== 'number') return null
    return { id, error: { code, message: typeof message === 'string' ? message : '', data } }
  }
  return isRecord(result) ? { id, result } : null
}

export function parsed(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
