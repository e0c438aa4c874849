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
    <div className="grid gap-2">
      {part('head')}
      <div className="flex flex-wrap gap-x-6 gap-y-2">{part('body')}</div>
      <div className="flex flex-wrap gap-2 empty:hidden">{part('end')}</div>
    </div>
  )
}
