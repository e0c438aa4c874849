import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

import { pageAt } from '../paths.ts'

/**
 * After a change of page, focus goes to the new heading: the keyboard starts there, and a screen
 * reader says its name. The first page of a visit is announced by the browser itself.
 */
export function Announcer() {
  const pathname = pageAt(useLocation().pathname)
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    document.querySelector('h1')?.focus({ preventScroll: true })
  }, [pathname])
  return null
}
