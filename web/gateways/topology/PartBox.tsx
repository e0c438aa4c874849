import type { TopologyNode } from '#bff'

import { OutcomeIcon } from '../../ui/OutcomeIcon.tsx'
import { sayKind } from './kinds.ts'
import type { Part } from './levels.ts'

/** A part with the policies that a request meets before it; its facts open below the drawing. */
export function PartBox({
  part: { node, guards },
  selected,
  onSelect,
}: {
  part: Part
  selected: string | undefined
  onSelect: (id: string) => void
}) {
  const box = <NodeButton node={node} pressed={selected === node.id} onSelect={onSelect} />
  if (guards.length === 0)
    return (
      <div data-part={node.id} className="min-w-0 flex-1 basis-40 @3xl:flex-none @3xl:basis-auto">
        {box}
      </div>
    )
  return (
    <div
      data-part={node.id}
      className="grid min-w-0 flex-1 basis-40 gap-1.5 rounded-panel border-2 border-ink-3 bg-sunk p-1.5 @3xl:flex-none @3xl:basis-auto"
    >
      {guards.map((policy) => (
        <PolicyLid
          key={policy.id}
          node={policy}
          pressed={selected === policy.id}
          onSelect={onSelect}
        />
      ))}
      {box}
    </div>
  )
}

interface Choice {
  node: TopologyNode
  pressed: boolean
  onSelect: (id: string) => void
}

const chosen =
  'aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper aria-pressed:**:text-paper'

function NodeButton({ node: { id, kind, label, state, facts }, pressed, onSelect }: Choice) {
  const [fact] = facts
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onSelect(id)}
      className={`grid w-full min-w-0 rounded-control border border-line-strong bg-paper px-3 py-2 text-start hover:bg-sunk ${chosen}`}
    >
      <span className="text-xs text-ink-2 @3xl:sr-only">{sayKind(kind)}</span>
      <span className="font-bold wrap-anywhere">{label}</span>
      {state === 'not_ready' ? (
        <span className="flex items-center gap-1 text-sm font-bold text-gone">
          <OutcomeIcon outcome="unreachable" /> not ready
        </span>
      ) : null}
      {fact === undefined ? null : (
        <span className="line-clamp-2 text-sm wrap-anywhere text-ink-2">
          {fact[0]} <span className="font-mono">{fact[1]}</span>
        </span>
      )}
    </button>
  )
}

/** A policy, drawn as the lid of what it guards. */
export function PolicyLid({ node: { id, label }, pressed, onSelect }: Choice) {
  return (
    <button
      type="button"
      aria-label={`Policy ${label}`}
      aria-pressed={pressed}
      onClick={() => onSelect(id)}
      className={`flex min-h-8 min-w-0 items-start gap-1.5 rounded-control border border-transparent px-1.5 py-1 text-start text-sm hover:bg-paper ${chosen}`}
    >
      <svg
        aria-hidden
        viewBox="0 0 16 16"
        className="mt-0.5 size-4 shrink-0 fill-none stroke-current [stroke-linejoin:round] [stroke-width:1.5]"
      >
        <path d="M8 1.5l5.5 2v4.2c0 3.4-2.3 5.8-5.5 6.8c-3.200-1-5.500-3.400-5.500-6.800V3.500z" />
      </svg>
      <span className="min-w-0 wrap-anywhere">{label}</span>
    </button>
  )
}
