import { useEffect, useMemo, useRef } from 'react'

import { type Command, useCommands } from '../../commands.ts'
import { Button } from '../../ui/Button.tsx'
import { turnsOf } from '../turns.ts'
import { AskAll } from './AskAll.tsx'
import { layoutOf } from './layout.ts'
import { sayAll } from './said.ts'
import { SideHead } from './SideHead.tsx'
import { SideNotes } from './SideNotes.tsx'
import { type Side, whyNotAsked } from './Sides.tsx'
import { TurnRow } from './TurnRow.tsx'
import type { Compared } from './useCompared.ts'

/** The columns, question by question, and the one composer below them. */
export function CompareAnswers({
  sides,
  compared: { choose, renew, keep },
}: {
  sides: readonly Side[]
  compared: Compared
}) {
  const layout = layoutOf(sides.length)
  const turns = turnsOf(sides.map(({ conversation }) => conversation.answers))
  const grid = useRef<HTMLDivElement>(null)
  const loading = sides.some(({ conversation }) => conversation.state === 'loading')
  const newest = loading ? 0 : turns.length
  useEffect(() => {
    // What is newest comes to the top; from there it is read at the reader's own pace.
    if (newest > 1) lastTurn(grid.current)?.scrollIntoView({ block: 'start' })
  }, [newest])
  const begun = sides.map(({ id, conversation }) => (conversation.answers.length > 0 ? id : ''))
  const ids = begun.join(',')
  useEffect(() => {
    if (!loading) keep(ids.split(','))
  }, [ids, loading, keep])
  const ask = (text: string) => {
    for (const side of sides) if (whyNotAsked(side) === undefined) side.conversation.ask(text)
  }
  useCompareCommands(sides, renew)
  const names = sides.map(({ deployment }) => deployment)
  return (
    <>
      <div
        ref={grid}
        className={`grid grid-cols-[minmax(0,1fr)] rounded-panel border border-line bg-panel ${layout.grid}`}
      >
        {sides.map((side) => (
          <SideHead
            key={side.deployment}
            side={side}
            className={layout.head}
            onRemove={
              sides.length > 2
                ? () => choose(names.filter((name) => name !== side.deployment))
                : undefined
            }
          />
        ))}
        {turns.map((turn, at) => (
          <TurnRow
            key={turn.key}
            turn={turn}
            sides={sides}
            layout={layout}
            newest={at > 0 && at === turns.length - 1}
          />
        ))}
        {turns.length === 0 && !loading ? <Suggestions sides={sides} onAsk={ask} /> : null}
        <SideNotes sides={sides} layout={layout} onRenew={renew} />
      </div>
      <output className="sr-only">{sayAll(sides)}</output>
      <AskAll sides={sides} onAsk={ask} />
    </>
  )
}

const lastTurn = (grid: HTMLElement | null) =>
  [...(grid?.querySelectorAll('[data-turn]') ?? [])].at(-1)?.firstElementChild

/** Questions to begin with: those that every side suggests, or else those of the first. */
function Suggestions({ sides, onAsk }: { sides: readonly Side[]; onAsk: (text: string) => void }) {
  const [first = [], ...others] = sides.map(({ target }) => target?.suggestions ?? [])
  const shared = first.filter((each) => others.every((list) => list.includes(each)))
  const offered = (shared.length > 0 ? shared : first).slice(0, 4)
  return (
    <div className="col-span-full grid gap-3 px-4 py-6">
      <p className="text-ink-2">
        One question goes to each of them as it is. The answers come side by side, and what differs
        is marked.
      </p>
      <div className="flex flex-wrap gap-2">
        {offered.map((text) => (
          <Button
            key={text}
            className="font-normal whitespace-normal! text-left"
            onClick={() => onAsk(text)}
          >
            {text}
          </Button>
        ))}
      </div>
    </div>
  )
}

function useCompareCommands(sides: readonly Side[], renew: () => void): void {
  const latest = useRef({ sides, renew })
  useEffect(() => {
    latest.current = { sides, renew }
  })
  useCommands(
    useMemo((): Command[] => {
      const group = 'Compare answers'
      const stop = () => {
        for (const { conversation } of latest.current.sides) conversation.stop()
      }
      return [
        { id: 'compare stop', label: 'Stop all answers', group, run: stop },
        {
          id: 'compare anew',
          label: 'Begin new conversations with all',
          group,
          run: () => latest.current.renew(),
        },
      ]
    }, []),
  )
}
