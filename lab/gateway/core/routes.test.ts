import { expect, it } from 'vitest'

import { noRules } from '../cel/rules.ts'
import type { GatewayModel, PathMatch } from './model.ts'
import { findRoute } from './routes.ts'

const name = { namespace: 'n', name: 'x' }
const target = {
  name: 't',
  protocol: 'StreamableHTTP',
  url: new URL('http://127.0.0.1/'),
} as const
const backend = {
  kind: 'AgentgatewayBackend',
  name,
  sessionRouting: 'Stateless',
  failureMode: 'FailClosed',
  prefixMode: 'Conditional',
  targets: [target],
} as const

const model = (...matches: PathMatch[]): GatewayModel => ({
  name,
  listener: { name: 'http', port: 1 },
  backends: [],
  policies: [],
  routes: matches.map((match) => ({
    name,
    rule: `${match.type} ${match.value}`,
    matches: [match],
    backend,
    jwt: undefined,
    authorization: noRules,
    mcpAuthorization: noRules,
  })),
})
const prefix = (value: string): PathMatch => ({ type: 'PathPrefix', value })
const exact = (value: string): PathMatch => ({ type: 'Exact', value })

it.each([
  ['/mcp', 'PathPrefix /mcp'],
  ['/mcp/', 'PathPrefix /mcp'],
  ['/mcp/deep/er', 'PathPrefix /mcp/deep'],
  ['/mcp/deep', 'Exact /mcp/deep'],
  ['/mcpx', undefined],
  ['/', undefined],
])('%s is served by %s', (path, rule) => {
  const routes = model(prefix('/mcp'), prefix('/mcp/deep'), exact('/mcp/deep'))
  expect(findRoute(routes, path)?.rule).toBe(rule)
})

it('a prefix of a single slash serves everything', () => {
  expect(findRoute(model(prefix('/')), '/any/thing')?.rule).toBe('PathPrefix /')
})

it('the first of two equal matches serves', () => {
  const routes = model(prefix('/a/'), prefix('/a/'))
  expect(findRoute(routes, '/a/b')).toBe(routes.routes[0])
})
