import { type RefObject, useEffect, useRef, useState } from 'react'

/** So near to the end that a reader is taken to be there, in pixels: about two lines. */
const nearPx = 64
/** As long after it was opened the router may still put the page where it once was. */
const settleMs = 1_500
const hands = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/**
 * Keeps the end of the page in sight while `box`, a list, grows, until somebody scrolls up; a new child of
 * it, or going back to the end, takes it up again. `away`: the end is out of sight.
 */
export function useStickToEnd(box: RefObject<HTMLElement | null>) {
  const follows = useRef(true)
  const [away, setAway] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    let settled = false
    const settle = () => {
      settled = true
    }
    const settling = setTimeout(settle, settleMs)
    let newest = element.lastElementChild
    let [before, height] = [window.scrollY, 0]
    const remember = () => {
      before = window.scrollY
      height = document.documentElement.scrollHeight
      setAway(!follows.current && belowEnd() >= nearPx)
    }
    const grown = () => {
      if (element.lastElementChild !== newest) follows.current = true
      newest = element.lastElementChild
      if (follows.current) goToEnd()
      remember()
    }
    const scrolled = () => {
      // A page that shrinks moves up as well, and so does one that the router has just opened.
      const byReader = settled && document.documentElement.scrollHeight >= height
      if (belowEnd() < nearPx) follows.current = true
      else if (byReader && window.scrollY < before) follows.current = false
      else if (follows.current) goToEnd()
      remember()
    }
    const observer = new ResizeObserver(grown)
    observer.observe(element)
    // What stands below the list, such as a notice, moves the end as well.
    observer.observe(document.body)
    window.addEventListener('scroll', scrolled, { passive: true })
    for (const hand of hands) window.addEventListener(hand, settle, { passive: true })
    return () => {
      clearTimeout(settling)
      observer.disconnect()
      window.removeEventListener('scroll', scrolled)
      for (const hand of hands) window.removeEventListener(hand, settle)
    }
  }, [box])
  return {
    away,
    toEnd: () => {
      follows.current = true
      goToEnd()
    },
  }
}

/** How much of the page is below what is in sight. */
function belowEnd(): number {
  const { scrollHeight, clientHeight } = document.documentElement
  return scrollHeight - clientHeight - window.scrollY
}

const goToEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight })
