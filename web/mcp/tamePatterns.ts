import { isObject } from './argumentsText.ts'

/** Repetitions without an end in one pattern; each can multiply the time by the length of the text. */
const mostRepetitions = 4

/**
 * Whether a pattern could keep the page busy for longer than a blink: JavaScript's engine tries a repeated
 * group that itself repeats, or has a choice, in exponentially many ways.
 */
export function isWild(pattern: string): boolean {
  const groups: { repeats: boolean }[] = [{ repeats: false }]
  let repetitions = 0
  for (let at = 0; at < pattern.length; at += 1) {
    const mark = pattern[at]
    if (mark === '\\') at += 1
    else if (mark === '[') at = endOfClass(pattern, at)
    else if (mark === '(') groups.push({ repeats: false })
    else if (mark === '|') for (const group of groups) group.repeats = true
    else if (repeatsAt(pattern, at)) {
      repetitions += 1
      for (const group of groups) group.repeats = true
    } else if (mark === ')' && groups.pop()?.repeats === true && repeatsAt(pattern, at + 1))
      return true
  }
  return repetitions > mostRepetitions
}

const repeatsAt = (pattern: string, at: number): boolean =>
  /^(?:[*+]|\{\d+,\d*\})/.test(pattern.slice(at, at + 20))

function endOfClass(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
  return at
}

/** The schema without patterns that are wild. What they would refuse, the server refuses. */
export function withTamePatterns(schema: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(schema).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'pattern' && typeof value === 'string' && isWild(value)) return []
    if (name === 'patternProperties' && isObject(value))
      return Object.keys(value).some(isWild) ? [] : [[name, within(value)]]
    return [[name, within(value)]]
  })
  return Object.fromEntries(entries)
}

const within = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(within) : isObject(value) ? withTamePatterns(value) : value
