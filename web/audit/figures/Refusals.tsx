import type { AuditSummary } from '#bff'

import { usePersonas, useStandpoint } from '../../session/queries.ts'
import { PersonaMark } from '../../ui/PersonaMark.tsx'
import { initialOf } from '../../ui/standpoint.ts'
import { Bar } from './Bar.tsx'
import { Panel } from './Panel.tsx'

const shown = 5

/** Which tool was refused to whom, most often first. */
export function Refusals({ refusals }: Pick<AuditSummary, 'refusals'>) {
  const standpoint = useStandpoint()
  const personas = usePersonas()
  const labelOf = (id: string) => personas.find((each) => each.id === id)?.label ?? id
  const most = refusals[0]?.count ?? 1
  const rest = refusals.length - shown
  return (
    <Panel
      title="Refused by tool"
      said={
        refusals.length === 0
          ? 'No gateway has refused any of these calls.'
          : 'How often a gateway said no, to whom.'
      }
    >
      {refusals.length === 0 ? null : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {refusals.slice(0, shown).map(({ gateway, tool, persona, count }) => (
            <li
              key={`${gateway} ${tool} ${persona}`}
              className="grid grid-cols-[minmax(0,1fr)] gap-1"
            >
              <span className="flex items-center gap-2 text-sm">
                <PersonaMark
                  size="sm"
                  standpoint={standpoint(persona)}
                  initial={initialOf(labelOf(persona))}
                />
                <span className="min-w-0 flex-1">
                  <span className="font-mono wrap-anywhere">{tool}</span>{' '}
                  <span className="text-ink-2">
                    {labelOf(persona)} at {gateway}
                  </span>
                </span>
                <b>{count.toLocaleString('en')}</b>
              </span>
              <Bar share={count / most} className="fill-refused" />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 ? <p className="text-sm text-ink-2">and {rest} more</p> : null}
    </Panel>
  )
}
