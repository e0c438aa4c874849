import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { useFilter } from './address.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { ExportButtons } from './ExportButtons.tsx'
import { Figures } from './figures/Figures.tsx'
import { AuditList } from './list/AuditList.tsx'
import { GatewayLog } from './log/GatewayLog.tsx'
import { summaryQuery } from './queries.ts'
import { useTold } from './useTold.ts'

export const loader = () => queryClient.ensureQueryData(gatewaysQuery)

/** `/audit`: who called which tool as whom, and what became of it. */
export function Component() {
  const [filter] = useFilter()
  const [follow, setFollow] = useState(true)
  useTold(follow)
  // what keeps the figures from being read keeps the list from it too, which says so
  const { data } = useQuery(summaryQuery(filter))
  const summary = data?.ok ? data.value : undefined
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="-mb-4">
        <PageHeader title="Audit" action={<ExportButtons filter={filter} />}>
          Every tool call that was made through this console: who made it, as whom, and what the
          gateway said. Arguments and results are not kept here.
        </PageHeader>
      </div>
      {summary?.scope === 'own' ? (
        <Notice tone="info" title="These are your own calls alone">
          What other operators called is for members of the groups that the configuration names
          under <code className="font-mono">audit.readers</code>.
        </Notice>
      ) : null}
      <AuditFilters summary={summary} follow={follow} onFollow={setFollow} />
      {data && !data.ok ? null : <Figures summary={summary} />}
      <AuditList key={JSON.stringify(filter)} filter={filter} kept={summary?.kept} />
      {filter.gateway === undefined ? null : (
        <GatewayLog key={filter.gateway} gateway={filter.gateway} filter={filter} />
      )}
    </div>
  )
}
