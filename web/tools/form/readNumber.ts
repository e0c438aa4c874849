import { markDigits } from './formData.ts'

/**
 * What someone typed into a number field. Nothing is `undefined` (the argument is left out); text
 * that is not a number stays text, so that the schema can say so; a long integer keeps its digits.
 */
export function readNumber(typed: string): number | string | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const number = Number(text)
  const whole = /^(-?)0*(\d+)$/.exec(text)
  if (whole && !Number.isSafeInteger(number)) return markDigits(`${whole[1]}${whole[2]}`)
  return Number.isFinite(number) ? number : typed
}
