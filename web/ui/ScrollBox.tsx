import type { ReactNode } from 'react'

import { useScrolls } from './useScrolls.ts'

/** A box that scrolls where its content has no room, by keyboard too; only then it is a stop with a name. */
export function ScrollBox({
  label,
  standing = 'region',
  className,
  children,
}: {
  label: string
  /** A region is a landmark of the page: for what somebody looks for, not for every answer. */
  standing?: 'region' | 'group'
  className: string
  children: ReactNode
}) {
  const { ref, tabIndex } = useScrolls<HTMLDivElement>()
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      role={tabIndex === 0 ? standing : undefined}
      aria-label={tabIndex === 0 ? label : undefined}
      className={className}
    >
      {children}
    </div>
  )
}
