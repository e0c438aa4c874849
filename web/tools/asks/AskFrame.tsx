import { type ReactNode, type RefObject, useRef } from 'react'

import type { McpAsk } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { useCell } from '../../cell.ts'
import { callsUnderWay } from '../../mcp/underWay.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Age } from '../../ui/time.tsx'

/** A question of a server, whom it asks and why, what is answered to it, and the ways out. */
export function AskFrame({
  ask,
  title,
  children,
  accept,
  missing,
  pending,
  error,
  onAccept,
  onRefuse,
}: {
  ask: McpAsk
  title: string
  children: ReactNode
  /** What sending the answer is called. */
  accept: string
  missing?: string | undefined
  pending: boolean
  error: ApiError | null
  /** Given the question's own element, for whoever has to point at a field of it. */
  onAccept: (box: RefObject<HTMLElement | null>) => void
  onRefuse: (action: 'decline' | 'cancel') => void
}) {
  const box = useRef<HTMLElement>(null)
  const underWay = useCell(callsUnderWay).find(({ call }) => call === ask.call)
  return (
    <section
      ref={box}
      aria-label={title}
      className="grid min-w-0 gap-4 rounded-panel border-2 border-ink bg-panel px-5 py-4"
    >
      <header className="grid gap-1">
        <h2 className="flex items-center gap-2 text-lg font-bold">
          <Icon name="info" className="size-5" /> {title}
        </h2>
        <output className="block wrap-anywhere">{ask.message}</output>
        <p className="text-sm text-ink-2">
          Asked because {ask.persona} {underWay ? 'called ' : 'made a call'}
          {underWay ? <code className="font-mono">{underWay.tool}</code> : null},{' '}
          <Age iso={ask.at} /> ago. The server waits for the answer.
        </p>
      </header>
      {children}
      {error ? <ProblemNotice error={error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" pending={pending} onClick={() => onRefuse('cancel')}>
          Dismiss
        </Button>
        <Button pending={pending} onClick={() => onRefuse('decline')}>
          Decline
        </Button>
        <Button pending={pending} disabledReason={missing} onClick={() => onAccept(box)}>
          {accept}
        </Button>
      </div>
    </section>
  )
}
