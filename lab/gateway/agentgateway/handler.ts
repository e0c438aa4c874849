import type { RequestListener } from 'node:http'

import type { Dispatcher } from 'undici'

import { celContext, type Exchange, type Received } from '../core/exchange.ts'
import { type GatewayModel, qualified } from '../core/model.ts'
import type { Observer } from '../core/observer.ts'
import type { Release } from '../core/release.ts'
import { Refused, type Reply, textReply } from '../core/reply.ts'
import { findRoute } from '../core/routes.ts'
import { serve } from '../core/serve.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { report } from '../telemetry/report.ts'
import { authenticate } from './authenticate.ts'
import { authorize } from './authorize.ts'
import { discovery, isDiscovery } from './oauthDiscovery.ts'
import { serveBackend } from './serveBackend.ts'
import type { LegacyStreams } from './session/legacyStreams.ts'
import type { Sessions } from './session/sessions.ts'
import { passToUpstream } from './wellKnown.ts'

export interface HandlerOptions {
  /** Of the moment; it may change from request to request. */
  model: () => GatewayModel
  metrics: Metrics
  dispatcher: Dispatcher
  sessions: Sessions
  legacy: LegacyStreams
  release: Release
  observerOf: (received: Received) => Observer
  log: (line: string) => void
}

/** The listener: agentgateway's checks in agentgateway's order, then the backend. */
export function createHandler(options: HandlerOptions): RequestListener {
  const { model, metrics, release, observerOf, log } = options
  return serve({
    answer: (exchange) => answer(exchange, options),
    finished: (exchange, reply, seconds) =>
      report({ model: model(), metrics, log, record: exchange.record, reply, seconds }),
    release,
    observerOf,
    log,
  })
}

async function answer(exchange: Exchange, options: HandlerOptions): Promise<Reply> {
  const { record, path } = exchange
  const { dispatcher, sessions, legacy } = options
  const model = options.model()
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

  record.protocol = 'mcp'
  const [target, second] = route.backend.targets
  const foreign =
    isDiscovery(path) &&
    target?.protocol === 'StreamableHTTP' &&
    second === undefined &&
    (await passToUpstream(exchange, target, dispatcher))
  if (foreign) return foreign
  return serveBackend({ exchange, route, context, dispatcher, sessions, legacy })
}
