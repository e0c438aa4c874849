import { useSyncExternalStore } from 'react'

/** One value outside of React that many can watch: a choice, a state of the connection. */
export interface Cell<T> {
  read: () => T
  set: (next: T) => void
  subscribe: (listener: () => void) => () => void
}

export function createCell<T>(initial: T): Cell<T> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    read: () => value,
    set: (next) => {
      value = next
      for (const each of listeners) each()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useCell<T>(cell: Cell<T>): T {
  return useSyncExternalStore(cell.subscribe, cell.read)
}
