import type { ApiError, ApiErrorCode } from '../api/ApiError.ts'
import { Button } from './Button.tsx'
import { Notice, type NoticeTone } from './Notice.tsx'

/** An error of the console server, as a person reads it; the request id leads to the server's log. */
export function ProblemNotice({ error, onRetry }: { error: ApiError; onRetry?: () => void }) {
  return (
    <Notice
      tone={tones[error.code]}
      title={error.message}
      action={
        onRetry === undefined ? undefined : (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {error.hint === undefined ? null : <p>{error.hint}</p>}
      {error.requestId === undefined ? null : (
        <p className="text-sm">
          Request <code className="font-mono">{error.requestId}</code>
        </p>
      )}
    </Notice>
  )
}

const tones: Record<ApiErrorCode, NoticeTone> = {
  session_required: 'refused',
  persona_signin_required: 'refused',
  csrf: 'refused',
  misdirected: 'refused',
  forbidden: 'refused',
  conflict: 'failed',
  no_answer: 'gone',
  bad_gateway: 'gone',
  gateway_timeout: 'gone',
  idp_unavailable: 'gone',
  store_unavailable: 'gone',
  persona_unknown: 'failed',
  bad_request: 'failed',
  not_found: 'failed',
  method_not_allowed: 'failed',
  too_large: 'failed',
  too_many_requests: 'failed',
  internal: 'failed',
}
