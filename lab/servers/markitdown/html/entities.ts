/** The named references that texts of the web use most; the rest of HTML's 2,231 stay as they are. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  bull: '•',
  middot: '·',
  times: '×',
  rarr: '→',
  larr: '←',
  euro: '€',
}

/** Replaces character references (HTML §13.1.4). */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (all, hex, decimal, name) => {
    const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal)
    if (hex || decimal) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    return named[String(name)] ?? all
  })
