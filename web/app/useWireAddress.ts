import { useCallback, useEffect, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'

import { paths } from '../paths.ts'

/**
 * Whether the wire drawer is open, and on which exchange, kept in the address (`?wire=1&exchange=`)
 * so that it survives a reload, and carried along when the page changes.
 */
export function useWireAddress() {
  const { pathname } = useLocation()
  const [search, setSearch] = useSearchParams()
  const [open, setOpen] = useState(search.get('wire') === '1')
  const whole = pathname === paths.wire()
  const inAddress = search.get('wire') === '1'
  const put = useCallback(
    (wire: boolean, exchange?: string | null) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          if (wire) next.set('wire', '1')
          else for (const name of ['wire', 'exchange']) next.delete(name)
          if (exchange === null) next.delete('exchange')
          else if (exchange !== undefined) next.set('exchange', exchange)
          return next
        },
        { replace: true, preventScrollReset: true },
      ),
    [setSearch],
  )
  useEffect(() => {
    if (open && !inAddress && !whole) put(true)
  }, [open, inAddress, whole, put])
  const toggle = useCallback(
    (next: boolean) => {
      setOpen(next)
      put(next)
    },
    [put],
  )
  return {
    open: open && !whole,
    exchange: search.get('exchange'),
    select: useCallback((id: string | null) => put(true, id), [put]),
    toggle,
  }
}
