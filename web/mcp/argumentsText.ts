import { parseExact } from '../api/exactJson.ts'
import { findJsonError } from './jsonError.ts'

/** Arguments of a call, as the wire wants them: one JSON object. */
export type Arguments = Record<string, unknown>

export type ReadArguments =
  | { ok: true; value: Arguments }
  | { ok: false; line: number; column: number; message: string }

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)

/**
 * Reads what someone typed as arguments. Nothing at all means no arguments, `{}`. Integers beyond
 * 2^53 keep every digit. An error says line and column (from 1) in a sentence.
 */
export function readArguments(text: string): ReadArguments {
  if (text.trim() === '') return { ok: true, value: {} }
  const error = findJsonError(text)
  if (error) {
    const { line, column, problem } = error
    return { ok: false, line, column, message: `Line ${line}, column ${column}: ${problem}.` }
  }
  const value = parseExact(text)
  if (isObject(value)) return { ok: true, value }
  const message = 'Arguments are one JSON object: {"name": value}.'
  return { ok: false, line: 1, column: 1, message }
}

/** Arguments as text for reading: one line while short, else indented. Exact integers stay exact. */
export function writeArguments(value: Arguments): string {
  const short = JSON.stringify(value)
  return short.length <= 60 ? short : JSON.stringify(value, null, 2)
}
