/**
 * Integers that a JavaScript number would round, carried digit for digit.
 *
 * `JSON.rawJSON` (ECMAScript, "JSON.parse source text access") gives an object that `JSON.stringify`
 * prints as the bare number, so a value that came in exactly goes out exactly without a codec.
 */
export interface ExactInteger {
  /** The digits as they were written: `9007199254740993`. */
  readonly rawJSON: string
}

// Not in the compiler's es2023 library yet; every engine of 2025 has them.
declare global {
  interface JSON {
    rawJSON(text: string): ExactInteger
    isRawJSON(value: unknown): value is ExactInteger
    parse(
      text: string,
      reviver: (
        this: unknown,
        key: string,
        value: unknown,
        context: { source?: string },
      ) => unknown,
    ): unknown
  }
}

const wholeNumber = /^-?\d+$/

/** True for a value made by {@link parseExact} or {@link exactInteger} that no number could hold. */
export const isExact = (value: unknown): value is ExactInteger => JSON.isRawJSON(value)

/**
 * The integer written as `digits`: a number where that is exact, else an {@link ExactInteger}.
 * `digits` must match JSON's integer syntax; anything else is a `SyntaxError`.
 */
export function exactInteger(digits: string): number | ExactInteger {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : JSON.rawJSON(digits)
}

/** `JSON.parse` that keeps integers beyond 2^53 - 1 exact. Throws the engine's `SyntaxError`. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source && wholeNumber.test(source)
      ? exactInteger(source)
      : value,
  )
}
