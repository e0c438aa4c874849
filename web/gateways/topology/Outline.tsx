import { Fragment } from 'react'

import type { TopologyNode, TopologyView } from '#bff'

import { sayKind } from './kinds.ts'
import { outlineOf, type OutlineItem } from './outline.ts'

/** The drawing in words, as a nested list. With `onSelect` each part can be opened from it. */
export function Outline({
  topology,
  selected,
  onSelect,
}: {
  topology: TopologyView
  selected?: string | undefined
  onSelect?: (id: string) => void
}) {
  const say = (node: TopologyNode) => {
    const words = (
      <>
        {node.label === sayKind(node.kind) ? null : `${sayKind(node.kind)} `}
        <b className="wrap-anywhere">{node.label}</b>
      </>
    )
    return onSelect ? (
      <button
        type="button"
        aria-pressed={selected === node.id}
        onClick={() => onSelect(node.id)}
        className="rounded-control px-1.5 py-0.5 text-start underline decoration-line-strong hover:bg-sunk aria-pressed:bg-ink aria-pressed:text-paper"
      >
        {words}
      </button>
    ) : (
      words
    )
  }
  const branch = (items: readonly OutlineItem[]) => (
    <ul className="grid gap-1 border-l border-line pl-4">
      {items.map(({ node, guards, next, again }) => (
        <li key={node.id}>
          {say(node)}
          {node.facts.slice(0, 1).map(([name, value]) => (
            <span key={name} className="wrap-anywhere text-ink-2">{` ${name} ${value}`}</span>
          ))}
          {node.state === 'not_ready' ? <b className="text-gone"> not ready</b> : null}
          {node.kind === 'policy' ? ' guards nothing here' : null}
          {guards.map((policy, index) => (
            <Fragment key={policy.id}>
              {index === 0 ? ' guarded by ' : ' and '}
              {say(policy)}
            </Fragment>
          ))}
          {again ? ' (as above)' : null}
          {next.length > 0 ? branch(next) : null}
        </li>
      ))}
    </ul>
  )
  return branch(outlineOf(topology))
}
