import type { PersonaView, PolicyView } from '#bff'

import { Icon } from '../ui/Icon.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf, standpointClass, type Standpoint } from '../ui/standpoint.ts'
import { DecidingClaims } from './DecidingClaims.tsx'

function Move({
  label,
  className = '',
  onMove,
}: {
  label: string
  className?: string
  onMove: (() => void) | undefined
}) {
  if (!onMove) return null
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onMove}
      className="-mx-2 rounded-control p-1.5 text-ink-3 hover:bg-sunk hover:text-ink stage:hidden"
    >
      <Icon name="chevronRight" className={`size-4 ${className}`} />
    </button>
  )
}

/** Who looks, the claims that the policy reads, and the number that the whole page is about. */
export function ColumnHead({
  persona,
  standpoint,
  policy,
  count,
  onMove,
  className,
}: {
  persona: PersonaView
  standpoint: Standpoint
  policy: PolicyView
  /** Undefined where the list could not be read: then there is no number, not a zero. */
  count: number | undefined
  /** Undefined at the edge. */
  onMove: { left?: () => void; right?: () => void }
  className: string
}) {
  return (
    <header
      className={`flex items-start justify-between gap-3 border-b border-line bg-panel px-4 py-4 low:py-2 ${className}`}
    >
      <div className="grid min-w-0 gap-2 low:gap-1">
        <h2 className="flex min-w-0 items-center gap-2.5 text-lg font-bold">
          <PersonaMark standpoint={standpoint} initial={initialOf(persona.label)} size="lg" />
          <span className="truncate">{persona.label}</span>
          <Move label={`Move ${persona.label} left`} className="rotate-180" onMove={onMove.left} />
          <Move label={`Move ${persona.label} right`} onMove={onMove.right} />
        </h2>
        <DecidingClaims persona={persona} policy={policy} />
      </div>
      <p className="grid shrink-0 justify-items-end">
        <b
          className={`font-mono text-2xl leading-none stage:text-[5.5rem] low:text-2xl low:leading-none ${standpointClass[standpoint].text}`}
        >
          {count ?? '–'}
        </b>
        <span className="text-sm text-ink-2">
          {count === undefined ? 'not known' : count === 1 ? 'tool listed' : 'tools listed'}
        </span>
      </p>
    </header>
  )
}
