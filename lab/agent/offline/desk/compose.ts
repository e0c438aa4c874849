import * as z from 'zod'

import { markdownTable } from '../markdown.ts'
import type { Step } from '../planner.ts'

const ticket = z.object({
  id: z.string(),
  subject: z.string(),
  product: z.string(),
  severity: z.enum(['low', 'medium', 'high']),
  state: z.string(),
})
const whole = ticket.extend({
  openedBy: z.string(),
  body: z.string(),
  resolution: z.string().optional(),
})
const urgency = { high: 0, medium: 1, low: 2 }

/** Which team reads tickets about a product; the triage that the agent is there for. */
const teams: Record<string, string> = {
  agentgateway: 'gateway team',
  kgateway: 'gateway team',
  agentregistry: 'platform team',
  kagent: 'platform team',
}

/** A table of tickets, the most severe first. */
export function listed(text: string, question: string): string {
  const { tickets } = z.object({ tickets: z.array(ticket) }).parse(JSON.parse(text))
  const wanted = /urgent|high|severe/i.test(question)
    ? tickets.filter(({ severity }) => severity === 'high')
    : tickets
  if (wanted.length === 0) return 'The desk has no such ticket.'
  const rows = wanted
    .toSorted((a, b) => urgency[a.severity] - urgency[b.severity])
    .map(({ id, subject, product, severity, state }) => [id, subject, product, severity, state])
  const count = wanted.length === 1 ? 'is one ticket' : `are ${wanted.length} tickets`
  return [
    `There ${count} of that kind on the desk${wanted.length > 1 ? ', the most severe first' : ''}:`,
    markdownTable(['Ticket', 'Subject', 'Product', 'Severity', 'State'], rows),
  ].join('\n\n')
}

type Ticket = z.output<typeof whole>

/** What `get_ticket` and `close_ticket` return. */
export const readTicket = (text: string): Ticket => whole.parse(JSON.parse(text))

/** One ticket and who should read it. */
export function ticketAnswer(found: Ticket): string {
  return [
    `**${found.id}** is ${found.state}: ${found.subject}`,
    `> ${found.body}`,
    markdownTable(
      ['Product', 'Severity', 'Opened by', 'Who should read it'],
      [[found.product, found.severity, found.openedBy, teams[found.product] ?? 'support']],
    ),
    found.resolution === undefined
      ? `Say "close ${found.id} because …" when it is settled.`
      : `It was closed with: ${found.resolution}`,
  ].join('\n\n')
}

/** What became of a call that needed approval. */
export function closedOf({ args, text, outcome, reason }: Step): string {
  const id = String(args['id'])
  if (outcome === 'denied')
    return reason === undefined || reason === ''
      ? `**${id}** stays open: closing it was declined. Tell me what is missing and I will note it.`
      : `**${id}** stays open, because you declined: "${reason}". Ask me to close it again when that is settled.`
  const closed = readTicket(text)
  return `**${closed.id}** is closed with the resolution "${closed.resolution ?? ''}". ${closed.openedBy}, who opened it, is told.`
}
