import { useEffect } from 'react'

import { createCell } from './cell.ts'

/** One line of the command palette. Pages register theirs while they are on screen. */
export interface Command {
  id: string
  label: string
  /** The heading it stands under: "Pages", "Tools", "Act as". */
  group: string
  /** More words to find it by. */
  keywords?: string[]
  /** Printed at the right; registering the shortcut is another matter. */
  keys?: string
  run: () => void
}

/** What is on offer now, in the order of registration. */
export const commands = createCell<readonly Command[]>([])

/**
 * Offers commands for as long as the component lives. Memoise the list: a new array registers
 * anew. A command with the id of an earlier one stands in for it.
 */
export function useCommands(offered: readonly Command[]): void {
  useEffect(() => {
    const ids = new Set(offered.map(({ id }) => id))
    commands.set([...commands.read().filter(({ id }) => !ids.has(id)), ...offered])
    return () => commands.set(commands.read().filter((each) => !offered.includes(each)))
  }, [offered])
}
