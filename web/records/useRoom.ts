import { type RefObject, useLayoutEffect, useState } from 'react'

/** How wide an element is, in rem, so that stage mode counts as less room. 0 until it was measured. */
export function useRoom(ref: RefObject<HTMLElement | null>): number {
  const [rem, setRem] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const root = document.documentElement
    const measure = () =>
      setRem(Math.floor(element.clientWidth / Number.parseFloat(getComputedStyle(root).fontSize)))
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [ref])
  return rem
}
