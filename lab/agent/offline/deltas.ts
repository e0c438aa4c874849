/** An answer takes one to two seconds at the usual pace, however long it is. */
const mostDeltas = 130

/** Cuts a text into deltas at the ends of words, small ones where it is short; joined they are the text. */
export function deltasOf(text: string): string[] {
  const size = Math.max(6, Math.ceil(text.length / mostDeltas))
  const deltas: string[] = []
  let delta = ''
  for (const word of text.match(/\s*\S+\s*?/g) ?? []) {
    delta += word
    if (delta.length < size) continue
    deltas.push(delta)
    delta = ''
  }
  const rest = text.slice(deltas.join('').length)
  return rest === '' ? deltas : [...deltas, rest]
}

/** A rough count of tokens: four characters make one, as with most tokenizers of English. At least 1. */
export const tokensOf = (text: string): number => Math.max(1, Math.ceil(text.length / 4))
