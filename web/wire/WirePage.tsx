import { useSearchParams } from 'react-router'

import { PageHeader } from '../ui/PageHeader.tsx'
import { WirePanel } from './WirePanel.tsx'

/** `/wire?exchange=`: the wire panel with the whole page to itself. */
export function Component() {
  const [search, setSearch] = useSearchParams()
  const select = (id: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (id === null) next.delete('exchange')
        else next.set('exchange', id)
        return next
      },
      { replace: true },
    )
  return (
    <>
      <PageHeader title="Wire">
        What the console asked its upstreams and what they answered, with every secret withheld.
      </PageHeader>
      <WirePanel selected={search.get('exchange')} onSelect={select} scrolls={false} />
    </>
  )
}
