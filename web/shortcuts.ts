import { useLayoutEffect } from 'react'

import { createCell } from './cell.ts'

/**
 * `keys` as they are printed: `w`, `?`, a sequence `g t`, or with a modifier `Ctrl k` (⌘ on a Mac
 * counts as Ctrl). Letters are lower case; Shift is part of the character (`?`, `R`).
 */
export interface Shortcut {
  keys: string
  label: string
  /** The heading on the shortcut sheet. */
  group: string
  run: () => void
}

/** What is on offer now; the newest first, so that a page may take a key over. */
export const shortcuts = createCell<readonly Shortcut[]>([])

/** Offers shortcuts for as long as the component lives; memoise the list. What is seen already hears its keys. */
export function useShortcuts(offered: readonly Shortcut[]): void {
  useLayoutEffect(() => {
    shortcuts.set([...offered, ...shortcuts.read()])
    return () => shortcuts.set(shortcuts.read().filter((each) => !offered.includes(each)))
  }, [offered])
}
