import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { Link } from 'react-router'

import { paths } from '../paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { WirePanel } from './WirePanel.tsx'

const [least, most] = [25, 85]
const within = (percent: number) => Math.round(Math.min(most, Math.max(least, percent)))

/** The wire panel at the foot of any page. Its upper edge is a handle: drag it, or use the arrow keys. */
export function WireDrawer({
  selected,
  onSelect,
  onClose,
}: {
  selected: string | null
  onSelect: (id: string | null) => void
  onClose: () => void
}) {
  const [height, setHeight] = useState(45)
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    setHeight(within(100 - (event.clientY / innerHeight) * 100))
  }
  const nudge = (event: KeyboardEvent) => {
    const step = { ArrowUp: 5, ArrowDown: -5 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setHeight((before) => within(before + step))
  }
  return (
    <section
      aria-label="Wire"
      style={{ height: `${height}dvh` }}
      className="grid grid-rows-[auto_auto_minmax(0,1fr)] border-t border-line-strong bg-paper"
    >
      <button
        type="button"
        aria-label={`Height of the wire panel: ${height} %. Arrow up and down change it.`}
        onKeyDown={nudge}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        className="mx-auto -mt-1.5 h-3 w-16 cursor-row-resize touch-none rounded-full border-4 border-paper bg-line-strong hover:bg-ink"
      />
      <header className="flex items-center justify-between gap-4 px-5 pt-1 pb-2">
        <h2 className="font-bold">Wire</h2>
        <div className="flex items-center gap-1">
          <Link
            to={paths.wire(selected ?? undefined)}
            className="rounded-control px-2 py-1.5 text-sm text-ink-2 underline hover:bg-sunk"
          >
            Open as a page
          </Link>
          <button
            type="button"
            aria-label="Close the wire panel"
            onClick={onClose}
            className="rounded-control p-2.5 text-ink-2 hover:bg-sunk hover:text-ink"
          >
            <Icon name="close" />
          </button>
        </div>
      </header>
      <div className="min-h-0 px-5 pb-4">
        <WirePanel {...{ selected, onSelect }} scrolls />
      </div>
    </section>
  )
}
