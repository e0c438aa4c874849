import type { CallView, PersonaView, PolicyView } from '#bff'

import { listedTools, type ToolList } from '../mcp/queries.ts'
import type { ToolRow } from '../mcp/union.ts'
import { standpointClass, type Standpoint } from '../ui/standpoint.ts'
import { ColumnAnswer } from './ColumnAnswer.tsx'
import { ColumnHead } from './ColumnHead.tsx'
import { ColumnList } from './ColumnList.tsx'
import type { Differences } from './diff.ts'
import { ListTrouble } from './ListTrouble.tsx'

export interface ColumnProps {
  persona: PersonaView
  standpoint: Standpoint
  policy: PolicyView
  list: ToolList | undefined
  rows: readonly ToolRow[]
  /** Which of a row's listings is this column's. */
  at: number
  tool: string
  /** Of the head, which stays in sight where there is room for all columns. */
  headClass: string
  answer: CallView | undefined
  waiting: boolean
  differences: Differences | undefined
  onMove: { left?: () => void; right?: () => void }
  onChoose: (tool: string) => void
  onSend: () => void
  onRetry: () => void
}

/** One standpoint: who, what they see, what they were answered. Trouble here stays here. */
export function CompareColumn(props: ColumnProps) {
  const { persona, standpoint, list, rows, at, tool, answer } = props
  const colour = standpointClass[standpoint]
  const listed = listedTools(list)
  return (
    <section
      aria-label={persona.label}
      className={`row-span-3 grid min-w-0 snap-start grid-cols-[minmax(0,1fr)] grid-rows-subgrid gap-0 border-t-4 border-l border-l-line first:border-l-0 ${colour.edge}`}
    >
      <ColumnHead
        persona={persona}
        standpoint={standpoint}
        policy={props.policy}
        count={listed?.length}
        onMove={props.onMove}
        className={props.headClass}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] content-start">
        {listed && rows.length > 0 ? (
          <ColumnList
            label={`Tools as ${persona.label}`}
            wash={colour.wash}
            rows={rows}
            at={at}
            tool={tool}
            onChoose={props.onChoose}
            onSend={props.onSend}
          />
        ) : null}
        <div className="p-4 empty:hidden">
          <ListTrouble
            persona={persona}
            answer={list}
            quiet={rows.length > 0}
            onRetry={props.onRetry}
          />
        </div>
      </div>
      <ColumnAnswer
        tool={tool}
        answer={answer}
        waiting={props.waiting}
        differences={props.differences}
        colour={colour}
        policy={props.policy}
        claims={props.persona.claims}
      />
    </section>
  )
}
