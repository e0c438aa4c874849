import { useMemo, useRef } from 'react'

import type { TopologyView } from '#bff'

import { useRoom } from '../../records/useRoom.ts'
import { sayKind } from './kinds.ts'
import { idlePolicies, levelsOf, requestEdges } from './levels.ts'
import { outlineOf, type OutlineItem } from './outline.ts'
import { type Choosing, PartBox, PolicyLid } from './PartBox.tsx'
import { useWires } from './useWires.ts'

/** Less than this and the levels stand below each other. In rem. */
const levelsFrom = 44

/**
 * The way of a request through the gateway, from left to right, or inwards where there is no room beside.
 * A policy is the lid of the box around what it guards.
 */
export function Drawing({ topology, ...choosing }: { topology: TopologyView } & Choosing) {
  const box = useRef<HTMLElement>(null)
  const room = useRoom(box)
  const idle = idlePolicies(topology)
  return (
    <section
      ref={box}
      aria-label="Drawing of the gateway"
      className="rounded-panel border border-line bg-panel p-4 @3xl:p-6"
    >
      {room >= levelsFrom ? (
        <Levels topology={topology} {...choosing} />
      ) : (
        <Branch
          items={outlineOf(topology).filter(({ node }) => node.kind !== 'policy')}
          {...choosing}
        />
      )}
      {idle.length > 0 ? (
        <div className="mt-6 flex flex-wrap items-center gap-2">
          <span className="text-sm text-ink-2">Guards nothing here:</span>
          {idle.map((node) => (
            <PolicyLid key={node.id} node={node} {...choosing} />
          ))}
        </div>
      ) : null}
    </section>
  )
}

function Levels({ topology, ...choosing }: { topology: TopologyView } & Choosing) {
  const box = useRef<HTMLDivElement>(null)
  const edges = useMemo(() => requestEdges(topology), [topology])
  const wires = useWires(box, edges)
  return (
    <div ref={box} className="relative">
      <svg aria-hidden className="pointer-events-none absolute inset-0 size-full overflow-visible">
        {wires.map(({ from, to, line, tip }) => {
          const touched = from === choosing.selected || to === choosing.selected
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
      <div className="relative grid auto-cols-fr grid-flow-col gap-x-9">
        {levelsOf(topology).map(({ kind, parts }) => (
          <div key={kind} className="grid min-w-0 grid-rows-[auto_1fr] gap-3">
            <p className="text-sm text-ink-2">{sayKind(kind)}</p>
            <div className="grid content-center gap-3">
              {parts.map((part) => (
                <PartBox key={part.node.id} part={part} {...choosing} />
              ))}
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

function Branch({ items, ...choosing }: { items: readonly OutlineItem[] } & Choosing) {
  return (
    <ul className="grid gap-3">
      {items.map(({ node, guards, next, again }) => (
        <li key={node.id} className="grid gap-3">
          <PartBox part={{ node, guards }} named {...choosing} />
          {again ? <p className="text-sm text-ink-2">as above</p> : null}
          {next.length > 0 ? (
            <div className="ml-1.5 border-l-2 border-line-strong pl-3">
              <Branch items={next} {...choosing} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
