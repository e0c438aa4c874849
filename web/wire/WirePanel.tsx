import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { exchangesQuery } from '../api/queries.ts'
import { usePersonas } from '../session/queries.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ExchangeDetail } from './ExchangeDetail.tsx'
import { ExchangeList } from './ExchangeList.tsx'
import { filterExchanges, noFilter } from './filter.ts'
import { WireFilters } from './WireFilters.tsx'

/**
 * Every request that the console server made for this operator, as it happens. Two columns where
 * there is room for them. `scrolls`: the columns scroll by themselves (the drawer), instead of the page.
 */
export function WirePanel({
  selected,
  onSelect,
  scrolls,
}: {
  selected: string | null
  onSelect: (id: string | null) => void
  scrolls: boolean
}) {
  const { data: exchanges = [], error, refetch } = useQuery(exchangesQuery)
  const personas = usePersonas()
  const [filter, setFilter] = useState(noFilter)
  const shown = useDeferredValue(filterExchanges(exchanges, filter))
  const cache = useQueryClient()
  const clear = useMutation({
    mutationFn: () => call('POST /bff/exchanges/clear'),
    onSuccess: () => {
      cache.setQueryData(exchangesQuery.queryKey, [])
      onSelect(null)
    },
  })
  const column = scrolls ? 'min-h-0 overflow-auto' : ''
  // Where there is no room beside it, one exchange stands alone.
  const alone = selected === null ? '' : '@max-4xl:hidden'
  const problem = error ?? clear.error
  return (
    <div className={`@container ${scrolls ? 'h-full' : ''}`}>
      <div className="flex h-full flex-col gap-3">
        <div className={`flex flex-wrap items-center justify-between gap-2 ${alone}`}>
          <WireFilters {...{ exchanges, personas, filter }} onChange={setFilter} />
          <div className="flex items-center gap-3">
            <span className="text-sm text-ink-2">
              {shown.length} of {exchanges.length}
            </span>
            <Button
              size="sm"
              pending={clear.isPending}
              disabledReason={exchanges.length === 0 ? 'There is nothing to clear.' : undefined}
              onClick={() => clear.mutate()}
            >
              Clear
            </Button>
          </div>
          {problem instanceof ApiError ? (
            <div className="w-full">
              <ProblemNotice error={problem} onRetry={() => void refetch()} />
            </div>
          ) : null}
        </div>
        <div
          className={`grid min-h-0 flex-1 gap-4 ${selected === null ? '' : '@4xl:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]'}`}
        >
          <div className={`${column} ${alone} rounded-panel border border-line bg-panel`}>
            {shown.length > 0 ? (
              <ExchangeList exchanges={shown} {...{ selected, onSelect }} />
            ) : (
              <Nothing filtered={exchanges.length > 0} />
            )}
          </div>
          {selected === null ? null : (
            <div className={`${column} rounded-panel border border-line bg-panel p-4`}>
              <div className="mb-2 -ml-2 @4xl:hidden">
                <Button variant="quiet" size="sm" onClick={() => onSelect(null)}>
                  All exchanges
                </Button>
              </div>
              <ExchangeDetail key={selected} id={selected} />
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <div className="p-4">
      {filtered ? (
        <EmptyState title="No exchange passes the filter">
          Loosen the filter above; nothing was thrown away.
        </EmptyState>
      ) : (
        <EmptyState title="Nothing on the wire yet">
          Every request that the console sends to a gateway or an identity provider appears here as
          it happens. List the tools as someone, and come back.
        </EmptyState>
      )}
    </div>
  )
}
