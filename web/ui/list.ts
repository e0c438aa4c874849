const format = new Intl.ListFormat('en', { type: 'conjunction' })

/** `a`, `a and b`, `a, b, and c`. */
export const list = (words: readonly string[]): string => format.format(words)
