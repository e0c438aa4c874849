import type { AccessLogView } from '#bff'

export type LogEntry = AccessLogView['lines'][number]

/** What a line of an access log says of one request. */
export interface ReadLine {
  outcome: 'allowed' | 'refused' | 'rejected' | 'failed' | undefined
  status: string | undefined
  who: string | undefined
  method: string | undefined
  subject: string | undefined
  why: string | undefined
  took: string | undefined
}

/** The reasons by which agentgateway says that a rule decided (75b4e6c; names of its access log). */
const refusals = new Set(['Authorization', 'ExtAuth'])
const rejections = new Set(['JwtAuth', 'BasicAuth', 'APIKeyAuth', 'Oidc'])

/**
 * Reads one line by the field names of agentgateway's access log. A line without them says nothing but its
 * text. A tool that a rule hides is called unknown by the gateway, as one that does not exist is.
 */
export function readLine({ fields }: LogEntry): ReadLine {
  const first = (...names: string[]) => names.map((name) => fields[name]).find(Boolean)
  const status = first('http.status', 'status')
  const why = first('error', 'mcp.error.message')
  return {
    outcome: outcomeOf(fields['reason'], Number(status), why),
    status,
    who: first('jwt.sub'),
    method: first('mcp.method.name', 'http.method', 'method'),
    subject: first(
      'gen_ai.tool.name',
      'gen_ai.prompt.name',
      'mcp.resource.uri',
      'http.path',
      'path',
      'tool',
    ),
    why: why ?? first('reason'),
    took: first('duration'),
  }
}

function outcomeOf(reason = '', status: number, error: string | undefined): ReadLine['outcome'] {
  if (rejections.has(reason) || status === 401) return 'rejected'
  if (refusals.has(reason) || status === 403) return 'refused'
  if (error !== undefined && /\bunknown (tool|prompt|resource)\b|\bnot allowed\b/i.test(error))
    return 'refused'
  if (error !== undefined || status >= 400) return 'failed'
  return Number.isNaN(status) ? undefined : 'allowed'
}

/** Whether a rule said no, or the token was not taken. */
export function isRefused(line: LogEntry): boolean {
  const { outcome } = readLine(line)
  return outcome === 'refused' || outcome === 'rejected'
}
