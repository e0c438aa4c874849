import type { ChatTarget } from '#bff'

import type { ApiError } from '../api/ApiError.ts'
import type { Answer as Answered } from '../records/answer.ts'
import { Trouble } from '../records/Trouble.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import type { Conversation } from './useConversation.ts'

/** What has to be known before the next question: no deployment, no session, no connection, a refusal. */
export function ChatNotices({
  deployment,
  conversation,
  target,
  onRetry,
}: {
  deployment: string
  conversation: Conversation
  target: Answered<ChatTarget>
  onRetry: () => void
}) {
  const { stored, stopped, error, link, answers, dismiss, endSession } = conversation
  const notices = answers
    .at(-1)
    ?.parts.flatMap((part) => (part.kind === 'notice' ? [part.text] : []))
  // What stands in the answer or is true of the whole conversation is not said twice.
  const said = new Set([...(notices ?? []), stored?.sessionEnded])
  const dismissal = (
    <Button size="sm" variant="quiet" onClick={dismiss}>
      Dismiss
    </Button>
  )
  return (
    <>
      {target.ok || answers.length === 0 ? null : (
        <Gone deployment={deployment} error={target.error} onRetry={onRetry} />
      )}
      {target.ok && !target.value.available ? (
        <Notice tone="gone" title={target.value.reason ?? 'This deployment cannot be asked now.'}>
          {answers.length > 0 ? 'What was said stays readable.' : null}
        </Notice>
      ) : null}
      {stored?.sessionEnded === undefined ? null : (
        <Notice tone="info" title={stored.sessionEnded} />
      )}
      {stopped && !said.has(stopped.sentence) ? (
        <Notice tone="info" title={stopped.sentence} action={dismissal} />
      ) : null}
      {stopped?.offer === 'end_session' && stored?.sessionEnded === undefined ? (
        <Notice
          tone="info"
          title="It may still be at work there."
          action={
            <>
              <Button size="sm" onClick={endSession}>
                End the {sayRuntime(target)} session
              </Button>
              {dismissal}
            </>
          }
        >
          Ending its session stops it for good, and makes it forget this conversation.
        </Notice>
      ) : null}
      {error ? <ProblemNotice error={error} /> : null}
      {link === 'reconnecting' ? (
        <p className="appear-late text-sm font-bold text-failed">
          The connection is lost; reconnecting. Nothing that the agent says is lost with it.
        </p>
      ) : null}
    </>
  )
}

/** Where something was said before: a deployment that is gone leaves it there to be read. */
function Gone({
  deployment,
  error,
  onRetry,
}: {
  deployment: string
  error: ApiError
  onRetry: () => void
}) {
  if (error.status !== 404) return <Trouble error={error} onRetry={onRetry} />
  return (
    <Notice
      tone="gone"
      title={`${deployment} is not deployed any more.`}
      action={
        <Button size="sm" onClick={onRetry}>
          Look again
        </Button>
      }
    >
      What was said stays readable; nothing more can be asked. {error.message}.
    </Notice>
  )
}

const sayRuntime = (target: Answered<ChatTarget>) =>
  target.ok && target.value.runtimeType === 'BedrockAgentCore' ? 'AgentCore' : 'runtime'
