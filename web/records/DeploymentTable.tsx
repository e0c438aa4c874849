import type { RecordView } from '#bff'

import { StatusBadge } from '../ui/StatusBadge.tsx'
import { RecordLink } from './RecordLink.tsx'
import { RuntimeCell } from './RuntimeCell.tsx'
import { pageOfObject } from './where.ts'

/** Deployments on the page of what they run or where they run; as many as the console server sends. */
export function DeploymentTable({
  deployments,
  as,
  show,
}: {
  deployments: readonly RecordView[]
  as: string
  /** Their other side: on a Runtime's page what runs, elsewhere where it runs. */
  show: 'target' | 'runtime'
}) {
  return (
    <ul className="rounded-panel border border-line bg-panel">
      {deployments.map((each) => (
        <li
          key={each.object.metadata.uid ?? each.object.metadata.name}
          className="grid gap-x-6 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0 @3xl:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,2fr)] @3xl:items-center"
        >
          <span className="min-w-0">
            <RecordLink
              to={pageOfObject(each.object, as)}
              name={each.object.metadata.name}
              strong
              struck={each.status?.phase === 'terminating'}
            />
            {each.origin === 'discovered' ? (
              <span className="ml-2 text-sm text-ink-2">discovered</span>
            ) : null}
          </span>
          {show === 'runtime' ? (
            <RuntimeCell runtime={each.runtime} as={as} />
          ) : (
            <span className="min-w-0 truncate">{sayTarget(each)}</span>
          )}
          {each.status ? <StatusBadge status={each.status} /> : null}
        </li>
      ))}
    </ul>
  )
}

/** `solofieldassistant latest`; a discovered workload has no record that it came from. */
export const sayTarget = ({ target }: RecordView): string =>
  target ? `${target.name} ${target.tag}` : 'no record in this registry'
