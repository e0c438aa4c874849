import { tool } from 'ai'
import * as z from 'zod'

import type { Toolbox } from '../toolbox.ts'
import type { Desk, Ticket } from './desk.ts'

const id = z.string().min(1).describe('The ticket, such as T-1042')

/** The three tools of the desk; closing a ticket waits for a person. */
export const openDesk = (desk: Desk): Toolbox => ({
  tools: {
    list_tickets: tool({
      description: 'The tickets of the desk in short, all of them or those of one state.',
      inputSchema: z.strictObject({ state: z.enum(['open', 'closed']).optional() }),
      execute: ({ state }) => ({ tickets: desk.list(state).map(inShort) }),
    }),
    get_ticket: tool({
      description: 'One ticket in full.',
      inputSchema: z.strictObject({ id }),
      execute: ({ id: wanted }) => known(desk.get(wanted), wanted, desk),
    }),
    close_ticket: tool({
      description: 'Closes a ticket with a sentence that says how it was resolved.',
      inputSchema: z.strictObject({ id, resolution: z.string().min(1) }),
      execute: ({ id: wanted, resolution }) => known(desk.close(wanted, resolution), wanted, desk),
    }),
  },
  askFirst: { close_ticket: 'A closed ticket leaves the desk; whoever opened it is told.' },
  close: () => Promise.resolve(),
})

const inShort = ({ id: name, subject, product, severity, state }: Ticket) => ({
  id: name,
  subject,
  product,
  severity,
  state,
})

function known(ticket: Ticket | undefined, wanted: string, desk: Desk): Ticket {
  if (ticket) return ticket
  const ids = desk.list().map((each) => each.id)
  throw new Error(`There is no ticket ${wanted}; there are ${ids.join(', ')}.`)
}
