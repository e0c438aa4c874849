import { useRef } from 'react'

import type { RecordView } from '#bff'

import { Chips } from '../records/Chips.tsx'
import { descriptionOf } from '../records/read.ts'
import { RecordLink } from '../records/RecordLink.tsx'
import { useRoom } from '../records/useRoom.ts'
import { useVirtualRows } from '../records/useVirtualRows.ts'
import type { RowWindow } from '../records/useWindow.ts'
import { pageOfObject } from '../records/where.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { sayDeployments } from './catalogColumns.tsx'

/** How wide a card wants to be, in rem. */
const cardWidth = 22

/** The same rows as cards, as many beside each other as there is room for. */
export function RecordCards({
  label,
  window,
  total,
  as,
  onDeploy,
}: {
  label: string
  window: RowWindow
  total: number
  as: string
  /** Undefined where the kind cannot be deployed. */
  onDeploy: ((name: string) => void) | undefined
}) {
  const box = useRef<HTMLDivElement>(null)
  const across = Math.max(1, Math.floor(useRoom(box) / cardWidth))
  const { items, measure, before, after } = useVirtualRows(box, {
    count: Math.ceil(total / across),
    rem: 12,
    onSight: (first, last) => window.see(first * across, (last + 1) * across - 1),
  })
  return (
    <section ref={box} aria-label={label}>
      <div style={{ height: before }} />
      {items.map((item) => (
        <ul
          key={item.key}
          ref={measure}
          data-index={item.index}
          className="grid gap-4 pb-4"
          style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}
        >
          {Array.from({ length: Math.min(across, total - item.index * across) }, (_, at) => {
            const record = window.at(item.index * across + at)
            return (
              <li
                key={record?.object.metadata.uid ?? `place ${at}`}
                className="grid content-start rounded-panel border border-line bg-panel p-5"
              >
                {record ? <Card record={record} as={as} onDeploy={onDeploy} /> : <Skeleton />}
              </li>
            )
          })}
        </ul>
      ))}
      <div style={{ height: after }} />
    </section>
  )
}

function Card({
  record,
  as,
  onDeploy,
}: {
  record: RecordView
  as: string
  onDeploy: ((name: string) => void) | undefined
}) {
  const { name } = record.object.metadata
  return (
    <div className="grid min-w-0 gap-2">
      <h2 className="min-w-0 text-lg">
        <RecordLink to={pageOfObject(record.object, as)} name={name} strong />
      </h2>
      <p className="line-clamp-2 min-h-12 text-ink-2">{descriptionOf(record.object)}</p>
      <Chips words={record.tags ?? []} label="Tags" />
      {onDeploy ? (
        <div className="mt-1 flex items-center justify-between gap-3">
          <span className="text-sm text-ink-2">Deployed {sayDeployments(record.deployments)}</span>
          <Button size="sm" aria-label={`Deploy ${name}`} onClick={() => onDeploy(name)}>
            Deploy
          </Button>
        </div>
      ) : null}
    </div>
  )
}
