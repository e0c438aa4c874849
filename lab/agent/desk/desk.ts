/** A ticket of the demonstration desk. */
export interface Ticket {
  id: string
  subject: string
  product: string
  severity: 'low' | 'medium' | 'high'
  state: 'open' | 'closed'
  openedBy: string
  body: string
  /** Why it was closed. */
  resolution?: string
}

export interface Desk {
  list(state?: Ticket['state']): Ticket[]
  get(id: string): Ticket | undefined
  /** @returns the closed ticket; undefined where there is no such ticket */
  close(id: string, resolution: string): Ticket | undefined
}

const firstTickets: readonly Ticket[] = [
  {
    id: 'T-1041',
    subject: 'bob does not see get_product_info',
    product: 'agentgateway',
    severity: 'low',
    state: 'open',
    openedBy: 'bob',
    body: 'tools/list shows two tools to me and ten to alice. Is the server broken?',
  },
  {
    id: 'T-1042',
    subject: 'Every request is answered 429 since the rollout',
    product: 'kgateway',
    severity: 'high',
    state: 'open',
    openedBy: 'alice',
    body: 'A TrafficPolicy with maxTokens 1 went to the Gateway instead of to one route.',
  },
  {
    id: 'T-1043',
    subject: 'Agent forgets the conversation over lunch',
    product: 'agentregistry',
    severity: 'medium',
    state: 'open',
    openedBy: 'carol',
    body: 'On AgentCore the first question after a long break starts from nothing.',
  },
  {
    id: 'T-1038',
    subject: 'Which port has the metrics?',
    product: 'agentgateway',
    severity: 'low',
    state: 'closed',
    openedBy: 'dave',
    body: 'Prometheus scrapes 15000 and gets nothing.',
    resolution: 'Metrics are on 15020; 15000 is the admin port.',
  },
]

/** A desk of a few tickets in memory; what is closed stays closed until the agent is started again. */
export function createDesk(): Desk {
  const tickets = new Map(firstTickets.map((ticket) => [ticket.id, { ...ticket }]))
  return {
    list: (state) =>
      [...tickets.values()].filter((ticket) => state === undefined || ticket.state === state),
    get: (id) => tickets.get(id.toUpperCase()),
    close: (id, resolution) => {
      const ticket = tickets.get(id.toUpperCase())
      if (ticket) Object.assign(ticket, { state: 'closed', resolution })
      return ticket
    },
  }
}
