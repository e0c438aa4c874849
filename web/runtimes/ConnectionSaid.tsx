import type { ConnectionView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { Latency } from '../ui/Latency.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

/** What came of trying an address. */
export function ConnectionSaid({
  said,
  error,
}: {
  said: ConnectionView | undefined
  error: unknown
}) {
  if (error instanceof ApiError) return <ProblemNotice error={error} />
  if (!said) return null
  return (
    <Notice tone={said.reachable ? 'info' : 'gone'} title={said.sentence}>
      {said.ms === null ? undefined : <Latency ms={said.ms} label="answered in" />}
    </Notice>
  )
}
