import { Link } from 'react-router'

import type { RegistryKind, RegistryView } from '#bff'

import { paths } from '../paths.ts'
import { catalogKinds, kinds } from '../records/kinds.ts'
import { Button } from '../ui/Button.tsx'

/** Every kind of the catalogue with how many there are; what this registry lacks stays, with the reason. */
export function KindTabs({
  registry,
  counts,
  current,
  as,
}: {
  registry: RegistryView
  counts: Partial<Record<RegistryKind, number>>
  current: RegistryKind
  as: string
}) {
  const tab =
    'flex min-h-10 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap -outline-offset-3'
  return (
    <nav aria-label="Kinds" className="mb-4 overflow-x-auto border-b border-line">
      <ul className="flex">
        {catalogKinds.map((kind) => {
          const { available, reason } = registry.kinds[kind]
          const label = kinds[kind].plural
          return (
            <li key={kind} className="-mb-px">
              {available || kind === current ? (
                <Link
                  to={paths.catalog({ kind: kind === 'agents' ? undefined : kind, as })}
                  aria-current={kind === current ? 'page' : undefined}
                  className={`${tab} border-transparent text-ink-2 hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-bold aria-[current=page]:text-ink`}
                >
                  {label}
                  {counts[kind] === undefined ? null : (
                    <span className="font-mono text-sm font-normal text-ink-2">
                      {counts[kind].toLocaleString('en')}
                    </span>
                  )}
                </Link>
              ) : (
                <span className="flex min-h-10 items-center px-1">
                  <Button size="sm" variant="quiet" disabledReason={reason ?? 'It is not here.'}>
                    {label}
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
