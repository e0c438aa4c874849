import type { Call, Move, Planner, Step, Talk } from '../planner.ts'
import { closedOf, listed, readTicket, ticketAnswer } from './compose.ts'

/** Decides for the desk of tickets: list, read, or read and then ask for approval to close. */
export const planDesk: Planner = (talks) => {
  const { question, steps } = talks.at(-1) ?? { question: '', steps: [] }
  const closing = /\bclos(e|ing)\b|\bresolve\b/i.test(question)
  const last = steps.at(-1)
  if (last) return after(last, question, closing)
  const id = ticketOf(question) ?? (refersBack(question) ? lastTicket(talks) : undefined)
  if (id !== undefined) return { calls: [{ name: 'get_ticket', args: { id } }] }
  if (closing) return { say: 'Let me see which tickets there are.', calls: [list('open')] }
  if (/ticket|desk|queue|open|closed|urgent|severity|triage/i.test(question))
    return { calls: [list(stateIn(question))] }
  return { say: help }
}

function after(last: Step, question: string, closing: boolean): Move {
  if (last.outcome === 'error') return { say: last.text }
  if (last.name === 'close_ticket') return { say: closedOf(last) }
  if (last.name === 'list_tickets')
    return {
      say: closing
        ? `${listed(last.text, '')}\n\nWhich of them shall I close?`
        : listed(last.text, question),
    }
  const ticket = readTicket(last.text)
  if (!closing || ticket.state === 'closed') return { say: ticketAnswer(ticket) }
  return {
    say: `I would close **${ticket.id}** ("${ticket.subject}"); that needs your approval.`,
    calls: [close(ticket.id, question)],
  }
}

const list = (state?: 'open' | 'closed'): Call => ({
  name: 'list_tickets',
  args: state ? { state } : {},
})

const close = (id: string, question: string): Call => ({
  name: 'close_ticket',
  args: { id, resolution: resolutionIn(question) },
})

const ticketOf = (text: string): string | undefined => {
  const number = /\bT-?(\d{3,})\b/i.exec(text)?.[1]
  return number === undefined ? undefined : `T-${number}`
}

const refersBack = (question: string): boolean =>
  /\b(it|that|this|the ticket|that one)\b/i.test(question)

function lastTicket(talks: readonly Talk[]): string | undefined {
  const told = talks
    .slice(0, -1)
    .flatMap(({ question, steps }) => [
      ticketOf(question),
      ...steps.map(({ args }) => (typeof args['id'] === 'string' ? args['id'] : undefined)),
    ])
  return told.findLast((id) => id !== undefined)
}

function stateIn(question: string): 'open' | 'closed' | undefined {
  if (/\bclosed\b/i.test(question)) return 'closed'
  return /\ball\b|\bevery\b/i.test(question) ? undefined : 'open'
}

/** "close T-1041 because it works as meant" closes it with what follows "because". */
const resolutionIn = (question: string): string =>
  /\b(?:because|since|as|with|:)\s+(.{4,})$/is.exec(question)?.[1]?.trim() ?? 'Closed on request.'

const help = [
  'I look after a small desk of tickets. You can ask me:',
  '- "Which tickets are open?"',
  '- "What is T-1042 about?"',
  '- "Close T-1041 because it works as meant": closing waits for your approval',
].join('\n')
