import { Link, useLocation } from 'react-router'

import { paths } from '../paths.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { along } from './along.ts'
import type { NavigationEntry } from './navigation.ts'
import { useNavigation } from './useNavigation.ts'

/** The pages of the console. */
export function Rail({ onGo }: { onGo?: () => void }) {
  const navigation = useNavigation()
  return (
    <nav aria-label="Pages" className="grid gap-4">
      {navigation.map(({ label, entries }, index) => (
        <div key={label} className="grid gap-1">
          <h2 className={index === 0 ? 'sr-only' : 'px-3 text-sm text-ink-3'}>{label}</h2>
          <ul className="grid gap-0.5">
            {entries.map((entry) => (
              <li key={entry.to}>
                <Entry entry={entry} {...(onGo && { onGo })} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** A record belongs to its list, and answers side by side to the instances that gave them. */
const isHere = (to: string, pathname: string): boolean =>
  pathname === to ||
  // Home is above everything, and Tools holds Compare, which has an entry of its own.
  (to !== paths.home() && to !== paths.tools() && pathname.startsWith(`${to}/`)) ||
  (to === paths.instances() && pathname === paths.chatCompare())

const row = 'flex min-h-9 items-center justify-between gap-2 rounded-control px-3'

function Entry({ entry, onGo }: { entry: NavigationEntry; onGo?: () => void }) {
  const here = useLocation()
  if (entry.notYet !== undefined) {
    return (
      <span title={entry.notYet} className={`${row} text-ink-3`}>
        {entry.label}
        <span className="text-xs" aria-hidden>
          later
        </span>
        <span className="sr-only">Not available. {entry.notYet}</span>
      </span>
    )
  }
  return (
    <Link
      aria-current={isHere(entry.to, here.pathname) ? 'page' : undefined}
      to={along(entry.to, here)}
      onClick={onGo}
      className={`${row} text-ink-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-sunk aria-[current=page]:font-bold aria-[current=page]:text-ink`}
    >
      {entry.label}
      {entry.keys === undefined ? null : <Kbd>{entry.keys}</Kbd>}
    </Link>
  )
}
