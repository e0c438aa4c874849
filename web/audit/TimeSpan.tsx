import { Icon } from '../ui/Icon.tsx'
import { useFilter } from './address.ts'
import { saySpan } from './saySpan.ts'

/** The time that the page is narrowed to, where a bar of the chart was chosen; a press takes it off. */
export function TimeSpan() {
  const [{ from, to }, setFilter] = useFilter()
  if (from === undefined && to === undefined) return null
  return (
    <button
      type="button"
      onClick={() => setFilter({ from: '', to: '' })}
      className="inline-flex min-h-9 items-center gap-2 rounded-control border border-line-strong bg-panel px-3 font-bold hover:bg-sunk"
    >
      {saySpan(from, to)}
      <Icon name="close" className="size-3.5" />
      <span className="sr-only">, take this time off</span>
    </button>
  )
}
