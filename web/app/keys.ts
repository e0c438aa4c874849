/** The parts of a keyboard event that decide what it means. */
export interface Key {
  key: string
  ctrl: boolean
  alt: boolean
}

/** `Ctrl k`, `w`, `?`: how a key press is written in a shortcut, or null where it cannot be one. */
export function nameOf({ key, ctrl, alt }: Key): string | null {
  if (alt || key.length === 0) return null
  if (key.length > 1 && key !== 'Enter' && key !== 'Escape') return null
  return ctrl ? `Ctrl ${key.length === 1 ? key.toLowerCase() : key}` : key
}

/** Whether these keys would act on a plain letter or sign, which a typed text contains too. */
export const isPlain = (keys: string): boolean => !keys.startsWith('Ctrl ')

/**
 * One key press against all known shortcuts. `pending` is what was pressed before (`['g']`).
 * Gives the shortcut that is now complete, or the keys that could still become one.
 */
export function advance(
  pending: readonly string[],
  press: string,
  known: readonly string[],
): { hit: string | null; pending: readonly string[] } {
  const typed = [...pending, press].join(' ')
  if (known.includes(typed)) return { hit: typed, pending: [] }
  if (known.some((keys) => keys.startsWith(`${typed} `)))
    return { hit: null, pending: typed.split(' ') }
  // A sequence that leads nowhere: its last key may begin a new one.
  return pending.length > 0 ? advance([], press, known) : { hit: null, pending: [] }
}
