import { type RefObject, useEffect, useRef } from 'react'

/** Brings the answers inside `grid` into sight once the last of those that were awaited is there. */
export function useInSight(grid: RefObject<HTMLElement | null>, waiting: number): void {
  const before = useRef(waiting)
  useEffect(() => {
    if (before.current > 0 && waiting === 0)
      grid.current?.querySelector('[data-answer]')?.scrollIntoView({ block: 'nearest' })
    before.current = waiting
  }, [grid, waiting])
}
