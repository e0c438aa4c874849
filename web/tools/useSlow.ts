import { useEffect, useState } from 'react'

/** A call that is answered sooner needs nothing said about it. */
const patienceMs = 400

/** True once `busy` has lasted for a moment, until it ends. */
export function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!busy) return undefined
    const timer = setTimeout(() => setSlow(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [busy])
  return slow
}
