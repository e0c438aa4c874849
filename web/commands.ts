import { useEffect, useSyncExternalStore } from 'react'

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

let registered: readonly Command[] = []
const listeners = new Set<() => void>()
const publish = (next: readonly Command[]) => {
  registered = next
  for (const each of listeners) each()
}

/**
 * Offers commands for as long as the component lives. Memoise the list: a new array registers
 * anew. A command with the id of an earlier one stands in for it.
 */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const ids = new Set(commands.map(({ id }) => id))
    publish([...registered.filter(({ id }) => !ids.has(id)), ...commands])
    return () => publish(registered.filter((each) => !commands.includes(each)))
  }, [commands])
}

/** What is on offer now. */
export function useRegisteredCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => registered,
  )
}
