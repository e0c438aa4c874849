import { useEffect, useState } from 'react'

import { loadMatches, wantsMatches } from './matches.ts'

/**
 * Whether the texts can be evaluated now. The engine of `matches` is fetched with the first text that
 * names it; `failed` where it cannot be had, and then such clauses are errors that say so.
 */
export function useMatches(texts: readonly string[]): 'ready' | 'loading' | 'failed' {
  const [, setLoads] = useState(0)
  const [failed, setFailed] = useState(false)
  const wanted = wantsMatches(texts)
  useEffect(() => {
    if (!wanted) return undefined
    let away = false
    loadMatches().then(
      () => away || setLoads((loads) => loads + 1),
      () => away || setFailed(true),
    )
    return () => {
      away = true
    }
  }, [wanted])
  if (!wanted) return 'ready'
  return failed ? 'failed' : 'loading'
}
