const listed = new Intl.ListFormat('en', { type: 'conjunction' })

/** `a`, `a and b`, `a, b, and c`. */
export const list = (words: readonly string[]): string => listed.format(words)

/** `1 agent`, `2 agents`: a number with its noun. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
