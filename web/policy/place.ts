import type { Range } from './cel.ts'

/** Strings, raw or not, of one or three quotes, and comments. */
const opaque = /r?(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\/[^\n]*/gi

/** A text with everything blanked in which a parenthesis is not one; places stay as they are. */
const blanked = (source: string): string =>
  source.replace(opaque, (found) => ' '.repeat(found.length))

/**
 * Where a part of an expression stands with its own parentheses. cel-js begins the range of `(a) == (b)` at
 * `a` and ends it at `b`; taken alone that is no expression, or another one.
 */
export function wholeRange(source: string, start: number, end: number): Range {
  const text = blanked(source)
  let [from, to] = [start, end]
  // Parentheses that are closed and not opened in it, and the other way round.
  let [closed, opened] = [0, 0]
  for (const character of text.slice(start, end)) {
    if (character === '(') opened += 1
    else if (character === ')' && opened > 0) opened -= 1
    else if (character === ')') closed += 1
  }
  for (; closed > 0; closed -= 1) from = Math.max(0, text.lastIndexOf('(', from - 1))
  for (; opened > 0; opened -= 1) to = text.indexOf(')', to) + 1 || text.length
  return [from, to]
}
