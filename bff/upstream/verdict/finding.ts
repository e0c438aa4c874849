import type { Verdict } from '../../contract.ts'
import { isRecord, parsed } from '../wire.ts'

/** What one answer means, before it is said about a persona. */
export interface Finding extends Pick<
  Verdict,
  'outcome' | 'reached' | 'hint' | 'code' | 'message'
> {
  /** What a presenter adds after the verdict's words; without it the status and the time are said. */
  says?: string
  /** The answer can only have been made by the gateway itself, before anything was sent on. */
  provenAtGateway?: boolean
}

export interface Pattern {
  match: RegExp
  finding: Omit<Finding, 'code' | 'message'>
}

/**
 * Characters that are searched. Every literal stands in fewer, tool names included; a tool may answer with
 * megabytes, and a pattern that backtracks over those would hold up everybody.
 */
const searched = 2_000

/** The finding of the first pattern that fits, with the text itself as its message. */
export function firstMatch(patterns: readonly Pattern[], text: string): Finding | null {
  const head = text.slice(0, searched)
  const hit = patterns.find((pattern) => pattern.match.test(head))
  return hit ? { ...hit.finding, message: text } : null
}

export const alike =
  'A hidden tool and a missing one look alike on the wire. A persona that may call it proves the difference.'

/** The words for people in an error body: `message`, `error_description` or `error` of JSON, else all of it. */
export function saidIn(body: string): string {
  const value = parsed(body)
  const said = isRecord(value)
    ? [value['message'], value['error_description'], value['error']].find(isText)
    : undefined
  return (said ?? body).trim()
}

const isText = (value: unknown): value is string => typeof value === 'string'
