import type { ReactNode } from 'react'

/**
 * The beginning of every page: its title, one sentence, and what can be done here. The heading takes focus after a navigation, so that a screen reader says where one is.
 */
export function PageHeader({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <header className="mb-6 flex flex-wrap low:mb-3 items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 tabIndex={-1} className="text-xl font-bold text-balance">
          {title}
        </h1>
        {children === undefined ? null : (
          <p className="max-w-3xl text-pretty text-ink-2 low:hidden">{children}</p>
        )}
      </div>
      {action === undefined ? null : <div className="flex flex-wrap gap-2">{action}</div>}
    </header>
  )
}
