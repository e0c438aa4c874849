import { PersonaMark } from '../../ui/PersonaMark.tsx'
import { initialOf } from '../../ui/standpoint.ts'
import type { Side } from './Sides.tsx'

/** A side's shape and initial: of the Runtime, as on the agent's page, because that is what differs. */
export function SideMark({ side, size }: { side: Side; size: 'sm' | 'lg' }) {
  const label = side.detail?.runtime?.name ?? side.target?.runtime ?? side.deployment
  return <PersonaMark standpoint={side.standpoint} initial={initialOf(label)} size={size} />
}
