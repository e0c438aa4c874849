import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'

import { toldQuery } from './queries.ts'

/** Two hundred calls side by side are told of one by one, and read again together. */
const atMostEveryMs = 1_000

/** Reads the page again when a call was made, while somebody follows. */
export function useTold(follow: boolean): void {
  const cache = useQueryClient()
  const { data: newest } = useQuery(toldQuery)
  const readAt = useRef(0)
  const read = useEffectEvent(() => {
    readAt.current = Date.now()
    for (const part of ['entries', 'summary', 'log'])
      void cache.invalidateQueries({ queryKey: ['audit', part] })
  })
  useEffect(() => {
    if (!follow || newest === undefined) return undefined
    const wait = Math.max(0, readAt.current + atMostEveryMs - Date.now())
    const timer = setTimeout(read, wait)
    return () => clearTimeout(timer)
  }, [follow, newest])
}
