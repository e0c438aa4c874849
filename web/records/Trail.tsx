import { Link } from 'react-router'

/** The way up from a record to its list. */
export function Trail({ to, label }: { to: string; label: string }) {
  return (
    <nav aria-label="Up" className="mb-2 text-sm">
      <Link to={to} className="inline-block py-1 text-ink-2 underline hover:text-ink">
        {label}
      </Link>
    </nav>
  )
}
