import { useLayoutEffect } from 'react'

import { shortcuts } from '../shortcuts.ts'
import { advance, isPlain, nameOf } from './keys.ts'
import { useSingleKeys } from './preferences.ts'

/** How long a sequence such as `g t` waits for its next key. */
const patienceMs = 1_200

/** Runs registered shortcuts. Plain keys rest while someone types, in dialogs, and where they are off. */
export function useKeyboard(): void {
  const singleKeys = useSingleKeys()
  useLayoutEffect(() => {
    let pending: readonly string[] = []
    let last = 0
    const press = (event: KeyboardEvent) => {
      const name = nameOf({
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
      })
      if (!name || event.defaultPrevented || event.repeat) return
      const quiet = !singleKeys || isTyping(event.target) || document.querySelector('dialog:modal')
      const known = shortcuts
        .read()
        .map(({ keys }) => keys)
        .filter((keys) => !quiet || !isPlain(keys))
      if (event.timeStamp - last > patienceMs) pending = []
      last = event.timeStamp
      const step = advance(pending, name, known)
      pending = step.pending
      if (step.hit === null) return
      event.preventDefault()
      shortcuts
        .read()
        .find(({ keys }) => keys === step.hit)
        ?.run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [singleKeys])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}
