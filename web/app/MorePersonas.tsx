import { lazy, Suspense, useRef, useState } from 'react'

import { useActors } from '../session/actors.ts'
import { Icon } from '../ui/Icon.tsx'

const load = async () => ({ default: (await import('./PersonaList.tsx')).PersonaList })
const PersonaList = lazy(load)

/** There are four shapes, and so at most four marks in the bar. */
const inTheBar = 4

/** The way to everyone who has no mark in the bar, where there is no menu that lists them. */
export function MorePersonas() {
  const everyone = useActors()
  const [wanted, setWanted] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  if (everyone.length <= inTheBar) return null
  return (
    <>
      <button
        type="button"
        popoverTarget="more-personas"
        aria-label="All personas"
        title="All personas"
        onPointerEnter={() => void load()}
        className="hidden size-9 place-items-center rounded-control text-ink-2 hover:bg-sunk hover:text-ink @2xl/shell:grid"
      >
        <Icon name="chevronDown" />
      </button>
      <div
        ref={list}
        id="more-personas"
        popover="auto"
        onBeforeToggle={() => setWanted(true)}
        className="fixed inset-auto top-15 right-4 m-0 max-h-[calc(100dvh-5rem)] w-72 overflow-auto rounded-panel border border-line-strong bg-panel p-3 text-ink"
      >
        {wanted ? (
          <Suspense>
            <PersonaList onChoose={() => list.current?.hidePopover()} />
          </Suspense>
        ) : null}
      </div>
    </>
  )
}
