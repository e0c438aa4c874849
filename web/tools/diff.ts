import type { CallView } from '#bff'

import { answerText } from './answerText.ts'

/** What differs between answers to one request. Lines count from 0. */
export interface Differences {
  verdict: boolean
  status: boolean
  code: boolean
  /** The first line at which not all texts agree; undefined where all are equal. */
  firstLine?: number
}

/** The first line at which `texts` do not all agree, or undefined. A missing line differs from any. */
export function firstDifferentLine(texts: readonly string[]): number | undefined {
  const [first = [], ...others] = texts.map((text) => text.split('\n'))
  const longest = Math.max(first.length, ...others.map((lines) => lines.length))
  for (let line = 0; line < longest; line += 1)
    if (others.some((lines) => lines[line] !== first[line])) return line
  return undefined
}

/** The number of a JSON-RPC message differs between any two answers and says nothing. */
const withoutId = (call: CallView) =>
  answerText(call).replace(/("id":\s*)(?:\d+|"[^"]*"|null)/, call.result ? '$&' : '$1')

/** Compares what has arrived; undefined while fewer than two answers have. */
export function differences(calls: readonly (CallView | undefined)[]): Differences | undefined {
  const answers = calls.filter((call) => call !== undefined)
  if (answers.length < 2) return undefined
  const vary = (pick: (call: CallView) => unknown) => new Set(answers.map(pick)).size > 1
  const firstLine = firstDifferentLine(answers.map(withoutId))
  return {
    verdict: vary((call) => call.verdict.words),
    status: vary((call) => call.status),
    code: vary((call) => call.verdict.code),
    ...(firstLine !== undefined && { firstLine }),
  }
}
