import { lazy, Suspense, useRef, useState } from 'react'

import { useSession } from '../session/queries.ts'
import { Icon } from '../ui/Icon.tsx'

const load = async () => ({ default: (await import('./OperatorPanel.tsx')).OperatorPanel })
const OperatorPanel = lazy(load)

/** The operator and what only concerns this browser. A popover: the platform closes it and gives focus back. */
export function OperatorMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { operator } = useSession()
  const [wanted, setWanted] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  return (
    <>
      <button
        type="button"
        popoverTarget="operator-menu"
        aria-label={`Operator ${operator.name}`}
        onPointerEnter={() => void load()}
        className="flex min-h-9 max-w-44 items-center gap-1 rounded-control px-2 text-ink-2 hover:bg-sunk hover:text-ink"
      >
        <Icon name="person" className="size-5 @2xl/shell:hidden" />
        <span className="hidden truncate @2xl/shell:block">{operator.name}</span>
        <Icon name="chevronDown" className="hidden size-4 @2xl/shell:block" />
      </button>
      <div
        ref={menu}
        id="operator-menu"
        popover="auto"
        onBeforeToggle={() => setWanted(true)}
        className="fixed inset-auto top-15 right-4 m-0 max-h-[calc(100dvh-5rem)] w-84 max-w-[calc(100vw-2rem)] overflow-auto rounded-panel border border-line-strong bg-panel p-5 text-ink"
      >
        {wanted ? (
          <Suspense>
            <OperatorPanel close={() => menu.current?.hidePopover()} onShortcuts={onShortcuts} />
          </Suspense>
        ) : null}
      </div>
    </>
  )
}
