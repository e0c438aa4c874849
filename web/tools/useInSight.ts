import { type RefObject, useEffect, useRef } from 'react'

/**
 * Brings what is marked `data-answer` inside `box` into sight whenever `answered` becomes another text
 * that is not empty. What stands there when the page opens stays where it is.
 */
export function useInSight(box: RefObject<HTMLElement | null>, answered: string): void {
  const before = useRef(answered)
  useEffect(() => {
    if (answered !== '' && answered !== before.current)
      box.current?.querySelector('[data-answer]')?.scrollIntoView({ block: 'nearest' })
    before.current = answered
  }, [box, answered])
}
