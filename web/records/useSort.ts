import { useSearchParams } from 'react-router'

import { nextSort } from './address.ts'

/** Sorts the list of the page by a field, through the URL; the same field again turns it round. */
export function useSort(): (field: string) => void {
  const [url, setUrl] = useSearchParams()
  return (field) => {
    const next = new URLSearchParams(url)
    const sort = nextSort(url.get('sort') ?? 'name', field)
    if (sort === 'name') next.delete('sort')
    else next.set('sort', sort)
    setUrl(next, { replace: true, preventScrollReset: true })
  }
}
