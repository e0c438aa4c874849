import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'

/** So near to the end that a reader is taken to follow it, in pixels: about two lines. */
const nearPx = 64

/**
 * Keeps the end of the page in sight while `box` grows, until somebody scrolls up; going back to the end
 * takes it up again. `away`: there is something below that is out of sight.
 */
export function useStickToEnd(box: RefObject<HTMLElement | null>) {
  const follows = useRef(true)
  const [away, setAway] = useState(false)
  const toEnd = useEffectEvent(() => {
    window.scrollTo({ top: document.documentElement.scrollHeight })
  })
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    let before = window.scrollY
    const scrolled = () => {
      const { scrollHeight, clientHeight } = document.documentElement
      const near = scrollHeight - clientHeight - window.scrollY < nearPx
      // Content that shrinks moves the page too; only a reader moves it up without being at the end.
      if (near) follows.current = true
      else if (window.scrollY < before) follows.current = false
      before = window.scrollY
      setAway(!near && !follows.current)
    }
    const grown = new ResizeObserver(() => {
      if (follows.current) toEnd()
      else scrolled()
    })
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
      follows.current = true
      setAway(false)
      window.scrollTo({ top: document.documentElement.scrollHeight })
    },
  }
}
