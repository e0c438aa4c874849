/**
 * What someone typed into a number field. Nothing is `undefined` (the argument is left out); text
 * that is not a number stays text, so that the schema can say so; a long integer keeps its digits as a bigint.
 */
export function readNumber(typed: string): number | bigint | string | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const number = Number(text)
  if (/^-?\d+$/.test(text) && !Number.isSafeInteger(number)) return BigInt(text)
  return Number.isFinite(number) ? number : typed
}
