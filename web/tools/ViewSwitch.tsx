import { Link } from 'react-router'

import { paths } from '../paths.ts'
import type { Address } from './useAddress.ts'

const views = [
  { view: 'lists', label: 'Side by side' },
  { view: 'matrix', label: 'Matrix' },
] as const

/** The two ways to look at the same personas: a few in depth, or all of them at once. */
export function ViewSwitch({ address, ids }: { address: Address; ids: readonly string[] }) {
  const { gateway, tool, args } = address
  return (
    <nav
      aria-label="View"
      className="flex overflow-hidden rounded-control border border-line-strong bg-panel"
    >
      {views.map(({ view, label }) => (
        <Link
          key={view}
          to={paths.compare({
            gateway: gateway.id,
            as: ids,
            tool,
            args,
            view: view === 'lists' ? undefined : view,
          })}
          aria-current={address.view === view ? 'page' : undefined}
          className="min-h-9 px-3.5 py-1.5 -outline-offset-3 hover:bg-sunk aria-[current=page]:bg-ink aria-[current=page]:font-bold aria-[current=page]:text-paper"
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
