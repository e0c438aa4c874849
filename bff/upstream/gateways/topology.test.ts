import { describe, expect, test } from 'vitest'

import type { TopologyView } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { TokenSource } from '../../session/types.ts'
import { serve, textOf } from '../../testing/serve.ts'
import { signInOf, tokenSource, upstreamOf } from '../../testing/upstream.ts'
import { dumpGraph } from './dumpGraph.ts'
import { proxyGraph } from './proxyGraph.ts'
import { registrationsGraph } from './registrationsGraph.ts'

const fte = 'jwt.groups.exists(g, g == "field-fte")'

/** Shape of agentgateway 75b4e6c under Kubernetes, with two routes on one listener. */
const dump = {
  binds: [
    {
      address: '127.0.0.1:18081',
      listeners: {
        'kagent/solo-kb-demo.http': {
          key: 'kagent/solo-kb-demo.http',
          gatewayNamespace: 'kagent',
          gatewayName: 'solo-kb-demo',
          listenerName: 'http',
          protocol: 'HTTP',
          routes: {
            a: {
              name: 'solo-kb-mcp',
              namespace: 'kagent',
              matches: [{ path: { pathPrefix: '/mcp' } }],
              backends: [{ backend: 'mcp/kagent/solo-kb-mcp' }],
            },
            b: {
              name: 'everything',
              namespace: 'kagent',
              matches: [{ path: { pathPrefix: '/everything' } }],
              backends: [{ backend: 'mcp/kagent/everything' }],
            },
          },
        },
      },
    },
  ],
  policies: [
    {
      name: { kind: 'EnterpriseAgentgatewayPolicy', namespace: 'kagent', name: 'rbac' },
      target: { backend: { backend: { namespace: 'kagent', name: 'solo-kb-mcp' } } },
      policy: { backend: { mcpAuthorization: { rules: { allow: [fte] } } } },
    },
    {
      name: { kind: 'EnterpriseAgentgatewayPolicy', namespace: 'kagent', name: 'jwt' },
      target: { gateway: { gatewayNamespace: 'kagent', gatewayName: 'solo-kb-demo' } },
      policy: { traffic: { jwtAuth: { mode: 'strict', providers: [{ issuer: 'http://idp' }] } } },
    },
    {
      name: { kind: 'EnterpriseAgentgatewayPolicy', namespace: 'kagent', name: 'other' },
      target: { backend: { backend: { namespace: 'kagent', name: 'everything' } } },
      policy: { backend: { mcpAuthorization: { rules: { deny: ['true'] } } } },
    },
  ],
  backends: ['solo-kb-mcp', 'everything'].map((name) => ({
    backend: {
      mcp: {
        name,
        namespace: 'kagent',
        target: {
          targets: [{ name: 'solo-kb', mcp: { host: '127.0.0.1', port: 18_085, path: '/mcp' } }],
          stateful: false,
          prefixMode: 'conditional',
          failureMode: 'failClosed',
        },
      },
    },
  })),
}

const labels = ({ nodes }: Pick<TopologyView, 'nodes'>) =>
  nodes.map(({ kind, label }) => `${kind} ${label}`)
const paths = ({ nodes, edges }: Pick<TopologyView, 'nodes' | 'edges'>) =>
  edges.map((pair) =>
    pair.map((id) => nodes.find((node) => node.id === id)?.label ?? `nothing: ${id}`).join(' → '),
  )

describe('an agentgateway', () => {
  test('is drawn from its dump, along one path and with what guards it', () => {
    const graph = dumpGraph(dump, '/mcp')
    expect(labels(graph)).toEqual([
      'listener http',
      'route solo-kb-mcp',
      'policy rbac',
      'policy jwt',
      'backend solo-kb-mcp',
      'target solo-kb',
    ])
    expect(paths(graph).toSorted()).toEqual([
      'http → solo-kb-mcp',
      'jwt → http',
      'rbac → solo-kb-mcp',
      'solo-kb-mcp → solo-kb',
      'solo-kb-mcp → solo-kb-mcp',
    ])
    expect(graph.nodes.find(({ label }) => label === 'rbac')).toEqual({
      id: 'policy EnterpriseAgentgatewayPolicy kagent/rbac',
      kind: 'policy',
      label: 'rbac',
      facts: [['allow, for each tool', fte]],
      manifest: {
        apiVersion: 'enterpriseagentgateway.solo.io/v1alpha1',
        kind: 'EnterpriseAgentgatewayPolicy',
        namespace: 'kagent',
        name: 'rbac',
      },
    })
    expect(graph.nodes.at(-1)?.facts).toEqual([
      ['transport', 'streamable HTTP'],
      ['address', '127.0.0.1:18085'],
      ['path', '/mcp'],
    ])
  })

  test('that runs alone holds policies and targets within its routes', () => {
    const route = {
      name: 'kb',
      policies: { jwtAuth: { mode: 'strict', issuer: 'http://idp' } },
      backends: [
        {
          mcp: { targets: [{ name: 'legacy', sse: { host: 'a.test', port: 80, path: '/sse' } }] },
          inlinePolicies: [{ mcpAuthorization: { rules: { allow: [fte] } } }],
        },
      ],
    }
    const alone = { binds: [{ port: 3000, listeners: [{ name: 'x', routes: [route] }] }] }
    const graph = dumpGraph(alone, '/mcp')
    expect(paths(graph)).toEqual(
      expect.arrayContaining(['x → kb', 'kb → mcp', 'mcp → legacy', 'policies of the route → kb']),
    )
    expect(graph.nodes.find(({ kind }) => kind === 'policy')?.facts).toEqual([
      ['token', 'strict'],
      ['issuer', 'http://idp'],
      ['allow, for each tool', fte],
    ])
    expect(graph.nodes.find(({ kind }) => kind === 'target')?.facts[0]).toEqual([
      'transport',
      'SSE',
    ])
  })
})

test('Kuadrant is drawn from its status, each server with what was said of it', () => {
  const status = {
    servers: [
      {
        id: 'mcp-test/http-route:http_:http.mcp.local',
        name: 'mcp-test/http-route',
        ready: true,
        totalTools: 5,
        totalPrompts: 0,
        message: 'server added successfully',
        protocolValidation: { supportedVersion: '2025-11-25' },
      },
      { id: 'mcp-test/gone:gone_:gone.local', name: 'mcp-test/gone', ready: false, message: 'no' },
    ],
    overallValid: false,
    toolConflicts: 0,
  }
  const { nodes, edges } = registrationsGraph(status, new URL('http://127.0.0.1:18087/mcp'))
  expect(nodes.map(({ label, state }) => [label, state])).toEqual([
    ['127.0.0.1:18087', 'not_ready'],
    ['mcp-test/http-route', 'ready'],
    ['mcp-test/gone', 'not_ready'],
  ])
  expect(nodes[1]).toMatchObject({
    facts: expect.arrayContaining([
      ['prefix', 'http_'],
      ['tools', '5'],
    ]),
    manifest: { kind: 'HTTPRoute', namespace: 'mcp-test', name: 'http-route' },
  })
  expect(edges).toHaveLength(2)
})

test('mcp-proxy is drawn from its three pages; where it has no rule it says what that means', () => {
  const listeners = [{ type: 'sse', host: '0.0.0.0', port: 18_089, authn: { issuer: ['me'] } }]
  const targets = [{ name: 'default/mcp-tool', spec: { type: 'sse', host: 'h', port: 80 } }]
  const rule = { key: 'sub', value: 'me', resource: { type: 'tool', id: '*' } }
  const graph = proxyGraph(listeners, targets, [rule])
  expect(paths(graph)).toEqual([
    'rules for calls → sse listener',
    'sse listener → default/mcp-tool',
  ])
  expect(graph.nodes[1]?.facts).toEqual([['sub = me', 'may call *']])
  expect(graph.nodes[2]?.manifest).toMatchObject({ kind: 'Service', name: 'mcp-tool' })
  expect(proxyGraph(listeners, targets, []).nodes[1]?.facts).toEqual([
    ['no rules', 'every call is refused'],
  ])
  expect(proxyGraph(listeners, [{ name: 'everything' }], []).nodes[1]?.facts).toEqual([
    ['no rules', 'every call is allowed'],
  ])
})

async function topologyOf(tools: object, tokens: TokenSource = tokenSource()) {
  const admin = await serve((_, response) => response.end(JSON.stringify(dump)))
  const gateway = await serve((request, response) => {
    void textOf(request).then((text) => {
      const { id } = JSON.parse(text) as { id: number } // what the code under test sent
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ jsonrpc: '2.0', id, ...tools }))
    })
  })
  const gateways = { kb: { url: `${gateway.origin}/mcp`, admin: admin.origin } }
  return { ...upstreamOf({ gateways, tokens }).upstream.gateways, admin }
}

describe('the view', () => {
  const caller = { gateway: 'kb', persona: 'alice', signIn: signInOf('presenter') }

  test('counts the tools as the persona sees them, behind every target', async () => {
    const { topology, admin } = await topologyOf({ result: { tools: [{ name: 'search' }] } })
    const view = await topology.view('kb', caller)
    expect(view).toMatchObject({
      known: true,
      source: `GET /config_dump at ${new URL(admin.origin).host}`,
    })
    expect(view.nodes.at(-1)).toMatchObject({ kind: 'tools', facts: [['alice', '1 tool']] })
    expect(view.edges.filter(([, to]) => to === 'tools')).toHaveLength(1)
    expect((await topology.view('kb')).nodes.at(-1)).toMatchObject({ facts: [] })
  })

  test('says why a list cannot be had', async () => {
    const { topology } = await topologyOf({ error: { code: -32_603, message: 'down' } })
    const view = await topology.view('kb', caller)
    expect(view.nodes.at(-1)).toMatchObject({
      state: 'not_ready',
      facts: [['alice', expect.stringContaining('alice')]],
    })
  })

  test('is drawn for somebody who wants a sign-in first', async () => {
    const tokens = {
      get: () =>
        Promise.reject(new Problem(401, 'persona_signin_required', 'bob wants a sign-in.')),
      renew: async () => null,
    }
    const { topology } = await topologyOf({}, tokens)
    const { known, nodes } = await topology.view('kb', caller)
    expect(known).toBe(true)
    expect(nodes.at(-1)).toMatchObject({ facts: [['alice', 'bob wants a sign-in.']] })
  })

  test('of a gateway without an admin port is not known', async () => {
    const { upstream } = upstreamOf({ gateways: { kb: { url: 'http://127.0.0.1:1/mcp' } } })
    expect(await upstream.gateways.topology.view('kb')).toEqual({
      known: false,
      reason: 'The configuration names no admin port for this gateway.',
      nodes: [],
      edges: [],
    })
  })

  test('of what is no dump is not known either', async () => {
    const admin = await serve((_, response) => response.end('{"servers":[]}'))
    const gateways = { kb: { url: 'http://127.0.0.1:1/mcp', admin: admin.origin } }
    const { upstream } = upstreamOf({ gateways })
    expect(await upstream.gateways.topology.view('kb')).toMatchObject({
      known: false,
      reason: expect.stringContaining('no configuration of an agentgateway'),
    })
    expect(await upstream.policies.view('kb')).toMatchObject({ known: false })
  })
})
