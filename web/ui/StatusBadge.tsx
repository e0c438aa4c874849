import type { StatusView } from '#bff'

import { PhaseIcon, phaseText } from './PhaseIcon.tsx'
import { Age } from './time.tsx'

/** A status as its words, with the sign of its phase; below it how long, and why where it is not well. */
export function StatusBadge({
  status,
  whole = false,
}: {
  status: StatusView
  /** The reason is not cut, whatever its length. */
  whole?: boolean
}) {
  const { phase, words, reason, message, since } = status
  const why = phase === 'deployed' ? undefined : (message ?? reason)
  return (
    <span data-phase={phase} className="grid min-w-0">
      <span className={`flex items-center gap-1.5 font-bold ${phaseText[phase]}`}>
        <PhaseIcon phase={phase} />
        <span className="truncate">{words}</span>
      </span>
      <span
        className={`text-sm text-ink-2 wrap-anywhere ${whole ? '' : 'line-clamp-2'}`}
        title={why}
      >
        {since === undefined ? null : (
          <>
            {phase === 'terminating' ? 'since ' : ''}
            <Age iso={since} />
          </>
        )}
        {since !== undefined && why !== undefined ? ' · ' : ''}
        {why}
      </span>
    </span>
  )
}
