import { type RefObject, useEffect, useRef, useState } from 'react'

/** So near to the end that a reader is taken to be there, in pixels: about two lines. */
const nearPx = 64

/**
 * Keeps the newest of `box`, a list that grows, in sight. The page follows it down until its last child
 * reaches the upper edge, so that a long answer is read from its beginning and not from its end. Whoever
 * goes to the end is taken along with it; whoever scrolls up is left where they are. `away`: something is
 * below, out of sight.
 */
export function useStickToEnd(box: RefObject<HTMLElement | null>) {
  const follows = useRef<'newest' | 'end' | 'nothing'>('newest')
  const [away, setAway] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    let newest = element.lastElementChild
    let before = window.scrollY
    let height = 0
    const look = () => setAway(belowEnd() >= nearPx)
    const follow = () => {
      if (element.lastElementChild !== newest) {
        newest = element.lastElementChild
        follows.current = 'newest'
      }
      const end = window.scrollY + belowEnd()
      const top = newest ? window.scrollY + newest.getBoundingClientRect().top - headroom() : end
      if (follows.current !== 'nothing')
        window.scrollTo({ top: follows.current === 'end' ? end : Math.min(end, top) })
      before = window.scrollY
      height = document.documentElement.scrollHeight
      look()
    }
    const scrolled = () => {
      // Only a reader moves the page to where nobody has put it; or its end has come up, and it with it.
      const shrunk = document.documentElement.scrollHeight < height
      if (!shrunk && Math.abs(window.scrollY - before) > 1)
        follows.current =
          belowEnd() < nearPx ? 'end' : window.scrollY < before ? 'nothing' : follows.current
      before = window.scrollY
      look()
    }
    const grown = new ResizeObserver(follow)
    grown.observe(element)
    window.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      grown.disconnect()
      window.removeEventListener('scroll', scrolled)
    }
  }, [box])
  return {
    away,
    toEnd: () => {
      follows.current = 'end'
      window.scrollTo({ top: window.scrollY + belowEnd() })
    },
  }
}

/** How much of the page is below what is in sight. */
function belowEnd(): number {
  const { scrollHeight, clientHeight } = document.documentElement
  return scrollHeight - clientHeight - window.scrollY
}

/** What stands over the page at its upper edge, and a little air: four and a half lines of its own size. */
const headroom = () => 4.5 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
