import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

/**
 * Which rows of a long list are near the screen. The page itself scrolls, so that there is one
 * scrollbar. `rem` is how high a row is thought to be until it was measured.
 */
export function useVirtualRows(
  ref: RefObject<HTMLElement | null>,
  {
    count,
    rem,
    onSight,
  }: { count: number; rem: number; onSight: (first: number, last: number) => void },
) {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = () => setTop(element.getBoundingClientRect().top + scrollY)
    const observer = new ResizeObserver(measure)
    // What stands above the list grows and shrinks with its own content.
    observer.observe(document.body)
    measure()
    return () => observer.disconnect()
  }, [ref])
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count,
    estimateSize: () => rem * rootFontSize(),
    overscan: 8,
    scrollMargin: top,
    useFlushSync: false,
  })
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

const rootFontSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
