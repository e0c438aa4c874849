import { SideMark } from './SideMark.tsx'
import type { Side } from './Sides.tsx'

/** Whose answer this is, where the columns stand below each other and their heads are far away. */
export function SideLabel({ side, className }: { side: Side; className: string }) {
  return (
    <p className={`flex items-center gap-2 text-sm font-bold wrap-anywhere ${className}`}>
      <SideMark side={side} size="sm" />
      {side.deployment}
    </p>
  )
}
