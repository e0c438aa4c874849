import type { ReactNode } from 'react'

/** Where there is nothing yet: what will be here, and how it comes to be. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-2 rounded-panel border border-dashed border-line-strong px-6 py-10 text-center">
      <p className="text-lg font-bold">{title}</p>
      {children === undefined ? null : <div className="max-w-prose text-ink-2">{children}</div>}
      {action === undefined ? null : <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
