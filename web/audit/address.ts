import { useSearchParams } from 'react-router'

import type { AuditQuery } from '#bff'

export type AuditFilter = Omit<AuditQuery, 'before' | 'limit'>

/** What an address may narrow the audit by; the same names as the query of the console server. */
const names = ['gateway', 'persona', 'operator', 'outcome', 'search', 'from', 'to'] as const

/** The filter in an address, and a way to change it; an empty value takes one off. */
export function useFilter(): [AuditFilter, (change: AuditFilter) => void] {
  const [url, setUrl] = useSearchParams()
  const set = (change: AuditFilter) =>
    setUrl(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(change))
          if (value) next.set(name, value)
          else next.delete(name)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return [filterIn(url), set]
}

/** Without what is empty, so that two addresses that ask the same are the same. */
const filterIn = (url: URLSearchParams): AuditFilter =>
  Object.fromEntries(names.flatMap((name) => (url.get(name) ? [[name, url.get(name)]] : [])))

/** Takes every filter off. */
export const noFilter: AuditFilter = Object.fromEntries(names.map((name) => [name, '']))
