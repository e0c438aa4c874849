import type { Reply } from '../core/reply.ts'
import { checkVersion } from './protocol.ts'
import { checkRoutingHeaders } from './routingHeaders.ts'
import type { Backing } from './session/backing.ts'
import { legacyPath, legacySse } from './session/legacySse.ts'
import { end, stateful, stream } from './session/stateful.ts'
import { stateless } from './stateless.ts'
import { checkTransport, readMessage } from './transport.ts'

/** A request to an MCP backend. By streamable HTTP, only sessions know GET and DELETE. @throws Refused */
export async function serveBackend(asked: Omit<Backing, 'era'>): Promise<Reply> {
  const { exchange, route } = asked
  if (exchange.path === legacyPath) return legacySse(asked)
  const keepsSessions = route.backend.sessionRouting === 'Stateful'
  if (keepsSessions && exchange.method === 'GET') return stream({ ...asked, era: 'legacy' })
  if (keepsSessions && exchange.method === 'DELETE') return end({ ...asked, era: 'legacy' })
  checkTransport(exchange)
  const message = await readMessage(exchange)
  const era = checkVersion(exchange, message)
  if (exchange.release.modern) checkRoutingHeaders(exchange, message, era)
  const backing = { ...asked, era }
  return keepsSessions && era === 'legacy'
    ? stateful(backing, message)
    : stateless(backing, message)
}
