import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** A link that leads to doing something, drawn as the button beside it. */
export function ActionLink({
  to,
  primary = false,
  small = false,
  label,
  children,
}: {
  to: string
  primary?: boolean
  small?: boolean
  /** Where the words alone do not say what it leads to. */
  label?: string | undefined
  children: ReactNode
}) {
  return (
    <Link
      to={to}
      aria-label={label}
      className={`inline-flex items-center gap-2 rounded-control border font-bold whitespace-nowrap ${small ? 'min-h-7 px-2 text-sm' : 'min-h-9 px-3.5'} ${
        primary
          ? 'border-ink bg-ink text-paper hover:bg-ink-2'
          : 'border-line-strong bg-panel hover:bg-sunk'
      }`}
    >
      {children}
    </Link>
  )
}
