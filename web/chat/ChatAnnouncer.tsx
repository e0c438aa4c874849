import { useState } from 'react'

import { announcement } from './announce.ts'
import type { Answer } from './transcript.ts'

/** Tells screen readers how the newest answer goes. What was there when the page opened is not news. */
export function ChatAnnouncer({ answers }: { answers: readonly Answer[] }) {
  const last = answers.at(-1)
  const [opened] = useState(last?.state === 'running' ? undefined : last?.run)
  return <output className="sr-only">{last?.run === opened ? '' : announcement(last)}</output>
}
