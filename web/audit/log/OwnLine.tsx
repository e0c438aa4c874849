import type { AuditEntry } from '#bff'

import { Skeleton } from '../../ui/Skeleton.tsx'
import { Wire } from '../../ui/Wire.tsx'
import { pairUp } from './pairUp.ts'
import { useLog, useSubjects } from './useLog.ts'

/** What the gateway itself wrote of a call, where its log is at hand and the line can be told. */
export function OwnLine({ entry }: { entry: AuditEntry }) {
  const log = useLog(entry.gateway)
  const subjects = useSubjects()
  if (log === undefined) return <Skeleton className="h-12 w-full" />
  const [line] = pairUp([entry], log.lines, subjects).keys()
  if (!line)
    return (
      <p className="text-sm text-ink-2">
        {log.available
          ? 'None of the newest lines of the gateway’s own log is of this call.'
          : `What the gateway itself wrote is not at hand. ${log.reason ?? ''}`}
      </p>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <p className="text-sm text-ink-2">
        What the gateway itself wrote, by the time and the tool of the call:
      </p>
      <Wire text={line.text} label="Line of the access log" />
    </div>
  )
}
