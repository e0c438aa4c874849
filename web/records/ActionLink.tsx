import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** A link that leads to doing something, drawn as the button beside it. */
export function ActionLink({
  to,
  primary = false,
  children,
}: {
  to: string
  primary?: boolean
  children: ReactNode
}) {
  return (
    <Link
      to={to}
      className={`inline-flex min-h-9 items-center gap-2 rounded-control border px-3.5 font-bold whitespace-nowrap ${
        primary
          ? 'border-ink bg-ink text-paper hover:bg-ink-2'
          : 'border-line-strong bg-panel hover:bg-sunk'
      }`}
    >
      {children}
    </Link>
  )
}
