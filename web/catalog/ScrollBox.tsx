import type { ReactNode } from 'react'

import { useScrolls } from '../ui/useScrolls.ts'

/** A panel that scrolls sideways where its content has no room, by keyboard too. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  const { ref, tabIndex } = useScrolls<HTMLDivElement>()
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      role={tabIndex === 0 ? 'region' : undefined}
      aria-label={tabIndex === 0 ? label : undefined}
      className="relative overflow-x-auto rounded-panel border border-line bg-panel"
    >
      {children}
    </div>
  )
}
