import type { PersonaView } from '#bff'

import { listedTools, mayAsk, type ToolList } from '../mcp/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { groupsOf } from './claimWords.ts'
import { SignInNotice } from './SignInNotice.tsx'

/** Why a persona's list is not there, or is there and empty, with what can be done about it. */
export function ListTrouble({
  persona,
  answer,
  quiet = false,
  onRetry,
}: {
  persona: PersonaView
  answer: ToolList | undefined
  /** An empty list is no trouble: what stands around it says so already. */
  quiet?: boolean
  onRetry: () => void
}) {
  if (!mayAsk(persona)) return <SignInNotice persona={persona} />
  if (!answer)
    return (
      <p className="appear-late text-ink-2">Waiting for the gateway to answer {persona.label}.</p>
    )
  if (!answer.ok) {
    if (answer.error.code === 'persona_signin_required') return <SignInNotice persona={persona} />
    return <ProblemNotice error={answer.error} onRetry={onRetry} />
  }
  const { verdict, status } = answer.list.answer
  if (verdict.outcome === 'allowed') {
    if (listedTools(answer)?.length !== 0 || quiet) return null
    return (
      <Notice tone="info" title={`${persona.label} sees no tools.`}>
        The gateway listed none for groups: {groupsOf(persona).join(', ') || 'none'}.
      </Notice>
    )
  }
  const retry = (
    <Button size="sm" onClick={onRetry}>
      Try again
    </Button>
  )
  return (
    <Notice
      tone={verdict.outcome === 'unreachable' ? 'gone' : 'refused'}
      title={verdict.sentence}
      action={retry}
    >
      {verdict.hint ? <p>{verdict.hint}</p> : null}
      {verdict.message ? <p className="font-mono text-sm">{verdict.message}</p> : null}
      {status === null ? null : <p className="text-sm">HTTP {status}</p>}
    </Notice>
  )
}
