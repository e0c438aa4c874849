import type { RequestListener } from 'node:http'

import type { Dispatcher } from 'undici'

import { celContext, type Exchange } from '../core/exchange.ts'
import { type GatewayModel, qualified } from '../core/model.ts'
import type { Observer } from '../core/observer.ts'
import { Refused, type Reply, textReply } from '../core/reply.ts'
import { findRoute } from '../core/routes.ts'
import { serve } from '../core/serve.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { report } from '../telemetry/report.ts'
import { authenticate } from './authenticate.ts'
import { authorize } from './authorize.ts'
import { discovery, isDiscovery } from './oauthDiscovery.ts'
import { checkVersion } from './protocol.ts'
import { checkRoutingHeaders } from './routingHeaders.ts'
import { stateless } from './stateless.ts'
import { checkTransport, readMessage } from './transport.ts'
import { passToUpstream } from './wellKnown.ts'

export interface HandlerOptions {
  model: GatewayModel
  metrics: Metrics
  dispatcher: Dispatcher
  observe: Observer
  log: (line: string) => void
}

/** The listener: agentgateway's checks in agentgateway's order, then the backend. */
export function createHandler(options: HandlerOptions): RequestListener {
  const { model, metrics, observe, log } = options
  return serve({
    answer: (exchange) => answer(exchange, options),
    finished: (exchange, reply, seconds) =>
      report({ model, metrics, log, record: exchange.record, reply, seconds }),
    observe,
    log,
  })
}

async function answer(exchange: Exchange, { model, dispatcher }: HandlerOptions): Promise<Reply> {
  const { record, path } = exchange
  record.gateway = qualified(model.name)
  record.listener = model.listener.name
  const route = findRoute(model, path)
  exchange.observe({
    type: 'routeSelection',
    selectedRoute: route ? qualified(route.name) : null,
    evaluatedRoutes: model.routes.map(({ name }) => qualified(name)),
  })
  if (route === undefined) throw new Refused(textReply(404, 'route not found', 'NotFound'))
  record.route = qualified(route.name)
  record.route_rule = route.rule

  const document = route.jwt && (await discovery(exchange, route.jwt))
  if (document !== undefined) return document
  const claims = await authenticate(exchange, route.jwt)
  const context = celContext(exchange, claims)
  authorize(exchange, route.authorization, context)

  const { target } = route.backend
  record.protocol = 'mcp'
  const foreign = isDiscovery(path) && (await passToUpstream(exchange, target, dispatcher))
  if (foreign) return foreign
  checkTransport(exchange)
  const message = await readMessage(exchange)
  const era = checkVersion(exchange, message)
  checkRoutingHeaders(exchange, message, era)
  return stateless({ exchange, route, target, era, context }, message, dispatcher)
}
