import { type RefObject, useEffect, useState } from 'react'

/** Whether the top of an element has left the page upwards: then somebody reads further down. */
export function useScrolledPast(ref: RefObject<HTMLElement | null>): boolean {
  const [past, setPast] = useState(false)
  useEffect(() => {
    const measure = () => setPast((ref.current?.getBoundingClientRect().top ?? 0) < 0)
    addEventListener('scroll', measure, { passive: true })
    measure()
    return () => removeEventListener('scroll', measure)
  }, [ref])
  return past
}
