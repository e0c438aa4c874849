/** An integer that a JavaScript number would round; `JSON.stringify` prints its digits as they were. */
interface ExactInteger {
  readonly rawJSON: string
}

// In every engine since Node 22 (ECMAScript, "JSON.parse source text access"); not yet in the compiler's library.
declare global {
  interface JSON {
    rawJSON(text: string): ExactInteger
    isRawJSON(value: unknown): boolean
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, at: { source?: string }) => unknown,
    ): unknown
  }
}

const wholeNumber = /^-?\d+$/
const manyDigits = /\d{16}/

/**
 * `JSON.parse` for what only passes through: integers beyond 2^53 - 1 come out as they went in.
 * Throws the engine's `SyntaxError`.
 */
export function parseExact(text: string): unknown {
  // A reviver costs a call per value; almost no text has a number that needs it.
  if (!manyDigits.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source && wholeNumber.test(source)
      ? JSON.rawJSON(source)
      : value,
  )
}

/** More than any tool's arguments need, and few enough for code that calls itself per level. */
export const mostLevels = 500

/** Whether objects and arrays stand in each other deeper than `mostLevels`; looks without calling itself. */
export function tooDeep(value: unknown): boolean {
  let level = childrenOf(value)
  for (let depth = 1; depth <= mostLevels && level.length > 0; depth++)
    level = level.flatMap(childrenOf)
  return level.length > 0
}

const childrenOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : []
