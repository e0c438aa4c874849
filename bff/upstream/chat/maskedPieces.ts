import { mask, redactJwts } from '../redact.ts'

/** A header this long is no token's (RFC 7515 section 4), but some other data that begins as one does. */
const longestHeader = 4_096

/**
 * Text that comes in pieces, without the tokens in it. Where a piece ends in what may be the beginning of a
 * token, as much waits for the next one; once it is a token, the rest of it is left out as it comes.
 */
export class MaskedPieces {
  #waiting = ''
  #inToken = false
  #before = ''

  push(piece: string): string {
    const rest = this.#inToken ? afterToken(piece) : piece
    if (rest === '') return ''
    this.#inToken = false
    const text = this.#waiting + rest
    const from = beginningIn(text, this.#before)
    this.#waiting = text.slice(from)
    const free = redactJwts(text.slice(0, from))
    if (this.#waiting.includes('.')) {
      this.#waiting = ''
      this.#inToken = true
      return this.#said(free + mask)
    }
    return this.#said(this.#waiting.length > longestHeader ? free + this.end() : free)
  }

  /** What still waited: nothing came that would make it a token. */
  end(): string {
    const text = this.#waiting
    this.#waiting = ''
    this.#inToken = false
    return text
  }

  #said(text: string): string {
    this.#before = text.at(-1) ?? this.#before
    return text
  }
}

const inToken = /[\w.-]/

const afterToken = (text: string): string => {
  const end = text.search(/[^\w.-]/)
  return end < 0 ? '' : text.slice(end)
}

/** Where at the end of a text a token begins, or may begin; its length where none does. */
function beginningIn(text: string, before: string): number {
  let from = text.length
  while (from > 0 && inToken.test(text.charAt(from - 1))) from -= 1
  const token = text.indexOf('eyJ', from)
  if (token >= 0) return token
  const starts = from > 0 || !inToken.test(before)
  return starts && ['e', 'ey'].includes(text.slice(from)) ? from : text.length
}
