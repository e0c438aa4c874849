/** A draft is kept over a reload, in this tab alone. */
const key = 'parallax.apply'

/** Kinds and fields whose values are secrets: such a text is never kept outside of the page. */
const secret =
  /^\s*kind:\s*['"]?Secret\b|\b(stringData|clientSecret|password|passwd|token|api[_-]?key|secret[_-]?key|private[_-]?key)["']?\s*:\s*\S|-----BEGIN [A-Z ]*PRIVATE KEY/im

/** Whether a text may be kept over a reload. A reference to a secret (`secretRef`) is not one. */
export const mayKeep = (text: string): boolean => !secret.test(text)

/** Keeps the text, or forgets the one before where this one may not be kept. Says whether it is kept. */
export function keepDraft(storage: Storage, text: string): boolean {
  const kept = text !== '' && mayKeep(text)
  if (kept) storage.setItem(key, text)
  else storage.removeItem(key)
  return kept
}

export const readDraft = (storage: Storage): string => storage.getItem(key) ?? ''
