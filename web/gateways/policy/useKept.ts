import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/**
 * A value that stays for the visit, so that leaving the page and coming back finds it as it was. While the
 * page is there it is React's own state: what is typed must be drawn before the next key.
 */
export function useKept<T>(key: string, gateway: string, begin: T) {
  const client = useQueryClient()
  const queryKey = ['kept', key, gateway]
  const [value, setValue] = useState<T>(() => client.getQueryData<T>(queryKey) ?? begin)
  const keep = (change: (before: T) => T) => {
    client.setQueryDefaults(['kept'], { gcTime: Number.POSITIVE_INFINITY })
    const next = change(client.getQueryData<T>(queryKey) ?? begin)
    client.setQueryData<T>(queryKey, next)
    setValue(next)
  }
  return [value, keep] as const
}
