import type { Answer, Verdict } from '../contract.ts'
import { bodyCap } from './keptBody.ts'
import type { McpOutcome } from './mcp/types.ts'
import { redactBody } from './redact.ts'
import { redactRecord } from './redactValue.ts'

/** A wire answer as the browser gets it: redacted, cut, with its verdict. */
export function answerView(outcome: McpOutcome, verdict: Verdict): Answer {
  const { exchange, at, status, contentType, ms, body } = outcome
  return {
    exchange,
    at: new Date(at).toISOString(),
    status,
    contentType,
    ms,
    body: redactBody(body.slice(0, bodyCap), contentType),
    bodyTruncated: body.length > bodyCap || outcome.failure === 'TOO_LARGE',
    verdict: redacted(verdict),
  }
}

/** A verdict quotes: the gateway's own words, or the tool's, which may repeat the token they came with. */
function redacted(verdict: Verdict): Verdict {
  const { sentence, message } = verdict
  return {
    ...verdict,
    sentence: redactBody(sentence, null),
    ...(message === undefined ? {} : { message: redactBody(message, null) }),
  }
}

/** The MCP result of an answer, redacted like its body; undefined where there was none. */
export function resultOf({ message }: McpOutcome): Record<string, unknown> | undefined {
  return message?.result === undefined ? undefined : redactRecord(message.result)
}
