import type { ReactNode } from 'react'

interface Cell {
  id: string
  meta: { narrow: 'head' | 'body' | 'end' | 'none' } | undefined
  content: ReactNode
}

/** One record where there is no room for columns: what it is, then what is known of it, then its actions. */
export function RecordListRow({ cells }: { cells: readonly Cell[] }) {
  const part = (narrow: 'head' | 'body' | 'end') =>
    cells
      .filter(({ meta }) => meta?.narrow === narrow)
      .map(({ id, content }) => (
        <div key={id} className="min-w-0">
          {content}
        </div>
      ))
  return (
    <div className="grid gap-3">
      <div className="flex items-start justify-between gap-3">
        {part('head')}
        {part('end')}
      </div>
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3">{part('body')}</div>
    </div>
  )
}
