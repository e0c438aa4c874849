import { textAt, valueAt } from '../../registry/envelope.ts'
import { isRecord } from '../../wire.ts'
import { RuntimeRefusal } from '../refusal.ts'
import type { Told } from '../told.ts'
import { type A2aEvent, readEvent } from './read.ts'

/** Thrown for JSON-RPC errors, whatever the HTTP status: a stream that broke inside tells it so, too. */
export function rpcResult(value: unknown): unknown {
  const error = valueAt(value, 'error')
  if (!isRecord(error)) return valueAt(value, 'result')
  const code = Number(error['code'])
  throw new RuntimeRefusal(textAt(error, 'message') ?? '', {
    status: 200,
    ...(Number.isFinite(code) ? { rpcCode: code } : {}),
  })
}

/** What was said as an A2A event; null for what is none. Throws RuntimeRefusal for an error. */
export const eventIn = ({ value }: Told): A2aEvent | null => readEvent(rpcResult(value))
