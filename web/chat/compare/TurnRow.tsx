import { useMemo } from 'react'

import type { Turn } from '../turns.ts'
import { differencesOf } from './differences.ts'
import type { Layout } from './layout.ts'
import { marksOf } from './marks.ts'
import { SideAnswer } from './SideAnswer.tsx'
import { SideLabel } from './SideLabel.tsx'
import { type Side, whyNotAsked } from './Sides.tsx'
import { TurnDifferences } from './TurnDifferences.tsx'

/** One question: each side's answer in its column, and below them what differs. */
export function TurnRow({
  turn,
  sides,
  layout,
  newest,
}: {
  turn: Turn
  sides: readonly Side[]
  layout: Layout
  newest: boolean
}) {
  const found = differencesOf(turn.sides)
  const marks = useMemo(() => found && marksOf(found), [found])
  return (
    <section aria-label={turn.question} data-turn className="contents">
      {sides.map((side, at) => (
        <div
          key={side.deployment}
          data-side={side.deployment}
          className={`grid min-w-0 grid-cols-[minmax(0,1fr)] scroll-mt-48 content-start gap-5 border-t border-line px-4 py-4 ${layout.cell} ${newest ? layout.tall : ''}`}
        >
          <SideLabel side={side} className={layout.label} />
          {(turn.sides[at] ?? []).map((answer) => (
            <SideAnswer key={answer.run} side={side} answer={answer} marks={marks?.[at]} />
          ))}
          {turn.sides[at]?.length === 0 ? (
            <p className="text-ink-2">It was not asked this. {newest ? whyNotAsked(side) : null}</p>
          ) : null}
        </div>
      ))}
      {found ? <TurnDifferences found={found} sides={sides} /> : null}
    </section>
  )
}
