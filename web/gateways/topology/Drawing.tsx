import { useMemo, useRef } from 'react'

import type { TopologyView } from '#bff'

import { sayKind } from './kinds.ts'
import { idlePolicies, levelsOf, requestEdges } from './levels.ts'
import { PartBox, PolicyLid } from './PartBox.tsx'
import { useWires } from './useWires.ts'

/**
 * The way of a request through the gateway, from left to right, or downwards where there is no room.
 * A policy is the lid of the box around what it guards.
 */
export function Drawing({
  topology,
  selected,
  onSelect,
}: {
  topology: TopologyView
  selected: string | undefined
  onSelect: (id: string) => void
}) {
  const box = useRef<HTMLElement>(null)
  const edges = useMemo(() => requestEdges(topology), [topology])
  const wires = useWires(box, edges)
  const idle = idlePolicies(topology)
  return (
    <div className="@container rounded-panel border border-line bg-panel p-4 @3xl:p-6">
      <section ref={box} aria-label="Drawing of the gateway" className="relative">
        <svg
          aria-hidden
          className="pointer-events-none absolute inset-0 size-full overflow-visible"
        >
          {wires.map(({ from, to, line, tip }) => {
            const touched = from === selected || to === selected
            return (
              <g key={`${from} ${to}`} className={touched ? 'text-ink' : 'text-line-strong'}>
                <path
                  d={line}
                  className={`fill-none stroke-current ${touched ? '[stroke-width:2.5]' : '[stroke-width:1.5]'}`}
                />
                <polygon points={tip} className="fill-current" />
              </g>
            )
          })}
        </svg>
        <div className="relative grid gap-x-9 gap-y-7 @3xl:auto-cols-fr @3xl:grid-flow-col">
          {levelsOf(topology).map(({ kind, parts }) => (
            <div key={kind} className="flex min-w-0 flex-col justify-center gap-3">
              <h3 className="text-sm text-ink-2 @max-3xl:sr-only">{sayKind(kind)}</h3>
              <div className="flex flex-1 flex-wrap content-center gap-3 @3xl:flex-col @3xl:justify-center">
                {parts.map((part) => (
                  <PartBox key={part.node.id} part={part} selected={selected} onSelect={onSelect} />
                ))}
              </div>
            </div>
          ))}
        </div>
        {idle.length > 0 ? (
          <div className="relative mt-6 flex flex-wrap items-center gap-2">
            <span className="text-sm text-ink-2">Guards nothing here:</span>
            {idle.map((node) => (
              <PolicyLid
                key={node.id}
                node={node}
                pressed={selected === node.id}
                onSelect={onSelect}
              />
            ))}
          </div>
        ) : null}
      </section>
    </div>
  )
}
