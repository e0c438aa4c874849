import { useState } from 'react'
import { Link } from 'react-router'

import type { CallView } from '#bff'

import { call as api } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { writeArguments } from '../mcp/argumentsText.ts'
import { paths } from '../paths.ts'
import { usePersonas, useStandpoint } from '../session/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Latency } from '../ui/Latency.tsx'
import { ClockTime } from '../ui/time.tsx'
import { useToast } from '../ui/toast.tsx'
import { VerdictBadge } from '../ui/VerdictBadge.tsx'
import { PersonaTag } from './PersonaTag.tsx'

const shortLength = 8

/** The calls of this sign-in to the gateway, newest first. A row opens its call as it was. */
export function History({ calls, open }: { calls: readonly CallView[]; open: string | undefined }) {
  const [all, setAll] = useState(false)
  const shown = all ? calls : calls.slice(0, shortLength)
  return (
    <section aria-labelledby="history" className="min-w-0">
      <header className="flex items-center justify-between gap-4 pb-2">
        <h2 id="history" className="text-base font-bold">
          Calls <span className="font-normal text-ink-2">{calls.length}</span>
        </h2>
        <Clear />
      </header>
      <ul className="overflow-hidden rounded-panel border border-line bg-panel">
        {shown.map((call) => (
          <Row key={call.id} call={call} open={call.id === open} />
        ))}
      </ul>
      {calls.length > shortLength ? (
        <Button variant="quiet" size="sm" className="mt-2" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${calls.length}`}
        </Button>
      ) : null}
    </section>
  )
}

function Row({ call, open }: { call: CallView; open: boolean }) {
  const standpoint = useStandpoint()
  const { id, gateway, persona, tool } = call
  const label = usePersonas().find((each) => each.id === persona)?.label ?? persona
  const to = paths.tools({
    gateway,
    as: persona,
    tool,
    args: writeArguments(call.arguments),
    call: id,
  })
  return (
    <li className="@container border-b border-line last:border-b-0">
      <Link
        to={to}
        preventScrollReset
        aria-current={open || undefined}
        className="grid min-h-9 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-1.5 text-sm -outline-offset-3 hover:bg-sunk aria-current:bg-sunk @lg:grid-cols-[4.5rem_6rem_minmax(0,1fr)_auto_auto]"
      >
        <span className="text-ink-2 @max-lg:hidden">
          <ClockTime iso={call.at} />
        </span>
        <PersonaTag persona={{ label }} standpoint={standpoint(persona)} />
        <span className="truncate font-mono" title={tool}>
          {tool}
        </span>
        <VerdictBadge verdict={call.verdict} size="sm" />
        <span className="text-ink-2 @max-lg:hidden">
          <Latency ms={call.ms} />
        </span>
      </Link>
    </li>
  )
}

function Clear() {
  const [asking, setAsking] = useState(false)
  const say = useToast()
  const clear = async () => {
    const { cleared } = await api('POST /bff/calls/clear')
    await queryClient.invalidateQueries({ queryKey: ['calls'] })
    setAsking(false)
    say(`${cleared} calls cleared.`)
  }
  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setAsking(true)}>
        <Icon name="trash" /> Clear
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title="Clear all calls">
        <p>Requests and answers of every gateway are forgotten. This cannot be undone.</p>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Keep them</Button>
          <Button
            onClick={() => {
              clear().catch((error: unknown) => {
                say(error instanceof Error ? error.message : 'The calls could not be cleared.')
              })
            }}
          >
            Clear all
          </Button>
        </div>
      </Dialog>
    </>
  )
}
