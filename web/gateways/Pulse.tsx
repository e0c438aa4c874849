import type { UpstreamView } from '#bff'

import { Latency } from '../ui/Latency.tsx'
import { OutcomeIcon } from '../ui/OutcomeIcon.tsx'

const words: Record<UpstreamView['state'], string> = {
  ready: 'Ready',
  not_ready: 'Not ready',
  unreachable: 'Unreachable',
}

/** Whether a port answers, as sign and word; why not, where it does not and nothing beside it says so. */
export function Pulse({
  upstream,
  brief = false,
}: {
  upstream: UpstreamView | undefined
  brief?: boolean
}) {
  if (!upstream) return <span className="text-ink-2">–</span>
  const { state, ms, reason } = upstream
  const ready = state === 'ready'
  return (
    <span className="grid min-w-0">
      <span
        className={`flex items-center gap-1.5 font-bold ${ready ? 'text-allowed' : 'text-gone'}`}
      >
        <OutcomeIcon outcome={ready ? 'allowed' : 'unreachable'} />
        {words[state]}
        {ready ? (
          <span className="text-sm font-normal text-ink-2">
            <Latency ms={ms} label="" />
          </span>
        ) : null}
      </span>
      {reason === undefined || brief ? null : (
        <span className="line-clamp-2 text-sm wrap-anywhere text-ink-2" title={reason}>
          {reason}
        </span>
      )}
    </span>
  )
}
