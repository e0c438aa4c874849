import type { ChatFailure, ChatFailureCode } from '#bff'

import { Button } from '../../ui/Button.tsx'
import { Notice, type NoticeTone } from '../../ui/Notice.tsx'
import type { AnswerActions } from './actions.ts'

const tones: Record<ChatFailureCode, NoticeTone> = {
  agent_not_found: 'gone',
  unreachable: 'gone',
  timeout: 'gone',
  stream_interrupted: 'gone',
  session_expired: 'gone',
  access_denied: 'refused',
  token_rejected: 'refused',
  agent_failed: 'failed',
  container_failed: 'failed',
  throttled: 'failed',
  invalid_request: 'failed',
  not_understood: 'failed',
  internal: 'failed',
}

/** The runtime may still be at work where nobody listens any more; ending its session is what stops it. */
const mayGoOn: ReadonlySet<ChatFailureCode> = new Set(['timeout', 'stream_interrupted'])

/** Why there is no more of an answer, and what can be done; what came before it stays. */
export function FailureCard({
  failure: { code, message, hint, status, retryable, resumable },
  run,
  actions: { retry, resume, endSession },
}: {
  failure: ChatFailure
  run: string
  actions: AnswerActions
}) {
  return (
    <Notice
      tone={tones[code]}
      title={message}
      action={
        <>
          {resumable && resume ? (
            <Button size="sm" onClick={resume}>
              Resume
            </Button>
          ) : null}
          {retryable && retry ? (
            <Button size="sm" onClick={retry}>
              Ask again
            </Button>
          ) : null}
          {mayGoOn.has(code) && endSession ? (
            <Button size="sm" onClick={endSession} title="The agent forgets this conversation">
              End its session
            </Button>
          ) : null}
        </>
      }
    >
      {hint === undefined ? null : <p>{hint}</p>}
      <p className="text-sm">
        {status === undefined ? '' : `HTTP ${status} · `}
        <code className="font-mono">{code}</code> · run <code className="font-mono">{run}</code>
      </p>
    </Notice>
  )
}
