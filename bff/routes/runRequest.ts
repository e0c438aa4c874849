import * as z from 'zod'

import type { RunInput } from '../contract.ts'
import { Problem } from '../problem.ts'

/** The part of AG-UI 1.0's RunAgentInput that is read; the rest is let through, as clients send all of it. */
export const runRequest = z.object({
  threadId: z.uuid('must be a UUID'),
  runId: z.uuid('must be a UUID'),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown().optional() })),
  resume: z
    .array(
      z.object({
        interruptId: z.string().min(1),
        status: z.enum(['resolved', 'cancelled']),
        payload: z
          .object({ approved: z.boolean().optional(), reason: z.string().max(10_000).optional() })
          .optional(),
      }),
    )
    .optional(),
})

/** A part of a message's content (AG-UI's TextInputContent); what else there is cannot be sent to an agent. */
const textPart = z.object({ type: z.literal('text'), text: z.string() })

/**
 * What a client wants of the agent: its last user message, or the decision that it brings. What came before
 * is not read, as runtimes remember it themselves. Problem 400 where it brings neither, or more than one.
 */
export function inputOfRequest({ messages, resume = [] }: z.output<typeof runRequest>): RunInput {
  const [decision, second] = resume
  if (second !== undefined)
    throw new Problem(400, 'bad_request', 'resume has several entries; one is decided at a time.')
  if (decision !== undefined) {
    const { interruptId, status, payload } = decision
    const approved = status === 'cancelled' ? false : payload?.approved
    // silence is no consent: what waits may be a call that cannot be taken back
    if (approved === undefined)
      throw new Problem(400, 'bad_request', 'resume.payload.approved is missing: true or false.')
    const reason = payload?.reason === undefined ? {} : { reason: payload.reason }
    return { kind: 'decision', interruptId, approved, ...reason }
  }
  const asked = messages.findLast(({ role }) => role === 'user')
  if (asked === undefined)
    throw new Problem(400, 'bad_request', 'messages has no message of the user.')
  return { kind: 'text', text: textOf(asked.content) }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  const parts = z.array(textPart).safeParse(content)
  if (!parts.success)
    throw new Problem(400, 'bad_request', 'The last message of the user is not text.', {
      hint: 'Agents are sent text alone: a string, or parts of type "text".',
    })
  return parts.data.map(({ text }) => text).join('\n')
}
