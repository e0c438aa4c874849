import { useEffect, useRef, useState } from 'react'

/**
 * Whether an element has more content than room. Only then may it take a tab stop: a region that
 * scrolls must be reachable by keyboard, one that does not must not cost a key press.
 */
export function useScrolls<E extends HTMLElement>() {
  const ref = useRef<E>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = () =>
      setScrolls(
        element.scrollHeight > element.clientHeight + 1 ||
          element.scrollWidth > element.clientWidth + 1,
      )
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    measure()
    return () => observer.disconnect()
  }, [])
  return { ref, tabIndex: scrolls ? 0 : undefined }
}
