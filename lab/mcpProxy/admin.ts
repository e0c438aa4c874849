import type { RequestListener } from 'node:http'

import type { ProxyModel } from './model.ts'

/**
 * The proxy's admin port: `GET /targets`, `/rbac` and `/listeners` as JSON. The paths are mcp-proxy
 * 0.0.3's; the members are those of its static configuration, because its answers were not seen. The
 * key stays out of them.
 */
export const createAdmin =
  (model: () => ProxyModel): RequestListener =>
  (request, response) => {
    const describe = pages[new URL(request.url ?? '/', 'http://proxy').pathname]
    if (describe === undefined || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(describe(model())))
  }

const pages: Readonly<Record<string, (model: ProxyModel) => unknown>> = {
  '/targets': ({ targets }) =>
    [...targets].map(([name, { hostname: host, port, pathname: path }]) => ({
      name,
      spec: { type: 'sse', host, port: Number(port || 80), path },
    })),
  '/rbac': ({ rules }) =>
    rules.map(({ claim, value, tool }) => ({
      key: claim,
      value,
      resource: { type: 'tool', id: tool },
      matcher: { type: 'equals' },
    })),
  '/listeners': ({ port, authn }) => [
    {
      type: 'sse',
      host: '0.0.0.0',
      port,
      ...(authn && { authn: { type: 'jwt', issuer: authn.issuers, audience: authn.audiences } }),
    },
  ],
}
