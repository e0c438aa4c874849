import type { TopologyNode } from '#bff'

import { OutcomeIcon } from '../../ui/OutcomeIcon.tsx'
import { sayKind } from './kinds.ts'
import type { Part } from './levels.ts'
import { Value } from './Value.tsx'

export interface Choosing {
  selected: string | undefined
  onSelect: (id: string) => void
}

/** A part with the policies that a request meets before it; its facts open below the drawing. */
export function PartBox({
  part: { node, guards },
  named = false,
  ...choosing
}: {
  part: Part
  /** Says what kind of part it is, where no column does. */
  named?: boolean
} & Choosing) {
  const box = <NodeButton node={node} named={named} {...choosing} />
  return guards.length === 0 ? (
    <div data-part={node.id}>{box}</div>
  ) : (
    <div
      data-part={node.id}
      className="grid gap-1.5 rounded-panel border-2 border-ink-3 bg-sunk p-1.5"
    >
      {guards.map((policy) => (
        <PolicyLid key={policy.id} node={policy} {...choosing} />
      ))}
      {box}
    </div>
  )
}

const chosen =
  'aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper aria-pressed:**:text-paper'

function NodeButton({
  node: { id, kind, label, state, facts },
  named,
  selected,
  onSelect,
}: { node: TopologyNode; named: boolean } & Choosing) {
  const [fact] = facts
  return (
    <button
      type="button"
      aria-pressed={selected === id}
      onClick={() => onSelect(id)}
      className={`grid w-full min-w-0 rounded-control border border-line-strong bg-paper px-3 py-2 text-start hover:bg-sunk ${chosen}`}
    >
      <span className={named ? 'text-xs text-ink-2' : 'sr-only'}>{sayKind(kind)} </span>
      <span className="font-bold wrap-anywhere">{label}</span>
      {state === 'not_ready' ? (
        <span className="flex items-center gap-1 text-sm font-bold text-gone">
          <OutcomeIcon outcome="unreachable" /> not ready
        </span>
      ) : null}
      {fact === undefined ? null : (
        <span className="line-clamp-3 text-sm wrap-anywhere text-ink-2">
          {fact[0]} <Value text={fact[1]} />
        </span>
      )}
    </button>
  )
}

/** A policy, drawn as the lid of what it guards. */
export function PolicyLid({
  node: { id, label },
  selected,
  onSelect,
}: { node: TopologyNode } & Choosing) {
  return (
    <button
      type="button"
      aria-label={`Policy ${label}`}
      aria-pressed={selected === id}
      onClick={() => onSelect(id)}
      className={`flex min-h-8 min-w-0 items-start gap-1.5 rounded-control border border-transparent px-1.5 py-1 text-start text-sm hover:bg-paper ${chosen}`}
    >
      <svg
        aria-hidden
        viewBox="0 0 16 16"
        className="mt-0.5 size-4 shrink-0 fill-none stroke-current [stroke-linejoin:round] [stroke-width:1.5]"
      >
        <path d="M8 1.5l5.5 2v4.2c0 3.4-2.3 5.8-5.5 6.8c-3.2-1-5.5-3.4-5.5-6.8V3.5z" />
      </svg>
      <span className="min-w-0 wrap-anywhere">{label}</span>
    </button>
  )
}
