import type { Answer } from '#bff'

import { Wire } from '../ui/Wire.tsx'

/** The body of an answer as it came. */
export function Verbatim({ answer }: { answer: Answer }) {
  if (answer.body === '')
    return (
      <p className="text-ink-2">No body came. {answer.status === null ? 'No answer did.' : ''}</p>
    )
  return (
    <div className="grid gap-2">
      <Wire text={answer.body} label="the gateway's body" />
      <p className="text-sm text-ink-2">
        {answer.contentType ?? 'no content type'}
        {answer.bodyTruncated ? ', cut at 1 MiB' : ', byte for byte'}
      </p>
    </div>
  )
}
