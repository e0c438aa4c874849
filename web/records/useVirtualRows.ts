import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

/**
 * Which rows of a long list are near the screen. The page itself scrolls, so that there is one
 * scrollbar. A row is thought to be `rem` high until `measure`, its ref, has seen it.
 */
export function useVirtualRows(
  ref: RefObject<HTMLElement | null>,
  {
    count,
    rem,
    onSight,
  }: { count: number; rem: number; onSight: (first: number, last: number) => void },
) {
  const { top, fontSize } = usePlace(ref)
  const size = rem * fontSize
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count,
    estimateSize: () => size,
    overscan: 8,
    scrollMargin: top,
    // A render that waits for its frame keeps up with the wheel; one that is forced does not.
    useFlushSync: false,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, size])
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => onSight(first, last), [first, last, onSight])
  return {
    items,
    measure: virtualizer.measureElement,
    before: (items[0]?.start ?? top) - top,
    after: Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top)),
  }
}

/** How far the element is from the page's top, and how large a rem is, in pixels. */
function usePlace(ref: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState({ top: 0, fontSize: 16 })
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = () => {
      const top = element.getBoundingClientRect().top + scrollY
      const fontSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setPlace((now) => (now.top === top && now.fontSize === fontSize ? now : { top, fontSize }))
    }
    const observer = new ResizeObserver(measure)
    // What stands above the list grows and shrinks with its own content.
    observer.observe(document.body)
    measure()
    return () => observer.disconnect()
  }, [ref])
  return place
}
