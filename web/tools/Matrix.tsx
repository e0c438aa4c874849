import { useState } from 'react'

import { listedTools, mayAsk, useToolLists } from '../mcp/queries.ts'
import { alignTools } from '../mcp/union.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { LeftOut } from './LeftOut.tsx'
import { MatrixTable } from './MatrixTable.tsx'
import { PageHead } from './PageHead.tsx'
import { byCell, sayProbe } from './probe.ts'
import { ProbeDialog } from './ProbeDialog.tsx'
import type { Address } from './useAddress.ts'
import { useProbe } from './useProbe.ts'
import { useRecovery } from './useRecovery.ts'
import { ViewSwitch } from './ViewSwitch.tsx'

/** All tools by all personas: what each list says, and on request what each call says. */
export function Matrix({ address }: { address: Address }) {
  const { gateway, personas, acting } = address
  useRecovery(gateway.id, personas)
  const [asking, setAsking] = useState(false)
  const columns = personas.filter(mayAsk)
  const ids = columns.map(({ id }) => id)
  const { lists, refetch } = useToolLists(gateway.id, columns)
  const rows = alignTools(lists.map(listedTools))
  const { probe, running, error, run, cancel } = useProbe(gateway.id)
  const cells = byCell(probe.calls)
  const done = probe.calls.length
  return (
    <div>
      <PageHead
        title="Every tool, every persona"
        address={address}
        actions={<ViewSwitch address={address} ids={acting.map(({ id }) => id)} />}
      >
        What <code className="font-mono">{gateway.label}</code> lists to whom, and what it lets
        through.
      </PageHead>
      <div className="grid gap-5">
        <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
          {running ? (
            <>
              <label className="flex items-center gap-3">
                <span>
                  {done} of {probe.total} calls answered
                </span>
                <progress className="accent-ink" max={probe.total} value={done} />
              </label>
              <Button onClick={cancel}>Stop</Button>
            </>
          ) : (
            <>
              <Button
                variant="primary"
                disabledReason={rows.length === 0 ? 'No list names a tool to call.' : undefined}
                onClick={() => setAsking(true)}
              >
                Probe with real calls
              </Button>
              <output>
                {done > 0 ? sayProbe(rows, ids, cells) : null}
                {done < probe.total ? ` Stopped after ${done} of ${probe.total}.` : null}
              </output>
            </>
          )}
        </div>
        {error ? <ProblemNotice error={error} /> : null}
        <MatrixTable
          gateway={gateway.id}
          personas={columns}
          rows={rows}
          lists={lists}
          cells={cells}
          onRetry={refetch}
        />
        <LeftOut personas={personas.filter((persona) => !mayAsk(persona))} />
        <ProbeDialog
          open={asking}
          rows={rows}
          personas={columns}
          onClose={() => setAsking(false)}
          onRun={(requests) => {
            setAsking(false)
            void run(requests)
          }}
        />
      </div>
    </div>
  )
}
