import { describe, expect, test } from 'vitest'

import { claimsRead } from './claims.ts'
import { readDump } from './dump.ts'

const fte = 'jwt.groups.exists(g, g == "field-fte")'
const trial = 'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search"]'
const issuer = 'http://127.0.0.1:18080/realms/solo'

const route = (pathPrefix: string, over: object) => ({
  matches: [{ path: { pathPrefix } }],
  ...over,
})

/** Shape of agentgateway 75b4e6c under Kubernetes. */
const kubernetes = {
  binds: [
    {
      listeners: {
        'kagent/solo-kb-demo.http': {
          routes: {
            a: route('/mcp', { backends: [{ weight: 1, backend: 'mcp/kagent/solo-kb-mcp' }] }),
            b: route('/everything', {
              backends: [{ weight: 1, backend: 'mcp/kagent/everything' }],
            }),
          },
        },
      },
    },
  ],
  policies: [
    {
      key: 'p1',
      name: { kind: 'EnterpriseAgentgatewayPolicy', namespace: 'kagent', name: 'mcp-tool-rbac' },
      target: { backend: { backend: { namespace: 'kagent', name: 'solo-kb-mcp' } } },
      policy: {
        backend: { mcpAuthorization: { rules: { allow: [fte, trial], deny: [], require: [] } } },
      },
    },
    {
      key: 'p2',
      name: { kind: 'EnterpriseAgentgatewayPolicy', namespace: 'kagent', name: 'other' },
      target: { backend: { backend: { namespace: 'kagent', name: 'everything' } } },
      policy: { backend: { mcpAuthorization: { rules: { deny: ['true'] } } } },
    },
    {
      key: 'p3',
      name: { kind: 'EnterpriseAgentgatewayPolicy', namespace: 'kagent', name: 'jwt-keycloak' },
      target: { gateway: { gatewayName: 'solo-kb-demo' } },
      policy: { traffic: { jwtAuth: { mode: 'strict', providers: [{ issuer, keys: ['k1'] }] } } },
    },
  ],
}

/** Shape of a standalone agentgateway: rules within routes, one JWT provider without a list. */
const standalone = {
  binds: [
    {
      listeners: [
        {
          routes: [
            route('/mcp', {
              name: 'kb',
              policies: { jwtAuth: { issuer, audiences: ['kagent'], jwks: '…' } },
              backends: [
                {
                  inlinePolicies: [
                    { mcpAuthorization: { rules: { deny: ['jwt.sub == "x"'], require: [fte] } } },
                  ],
                },
              ],
            }),
            route('/sse', {
              backends: [
                { inlinePolicies: [{ mcpAuthorization: { rules: { allow: ['true'] } } }] },
              ],
            }),
          ],
        },
      ],
    },
  ],
}

describe('the rules of one path', () => {
  test('come from policies that target its backend', () => {
    expect(readDump(kubernetes, '/mcp')).toEqual({
      rules: [
        {
          action: 'allow',
          expression: fte,
          from: 'EnterpriseAgentgatewayPolicy kagent/mcp-tool-rbac',
          scope: 'tools',
        },
        {
          action: 'allow',
          expression: trial,
          from: 'EnterpriseAgentgatewayPolicy kagent/mcp-tool-rbac',
          scope: 'tools',
        },
      ],
      trust: { issuers: [issuer], audiences: [], keys: ['k1'] },
      naming: { separator: '_', targets: [] },
    })
    expect(readDump(kubernetes, '/everything/mcp').rules).toMatchObject([{ action: 'deny' }])
  })

  test('come from the policies within its route', () => {
    expect(readDump(standalone, '/mcp')).toEqual({
      rules: [
        { action: 'deny', expression: 'jwt.sub == "x"', from: 'kb', scope: 'tools' },
        { action: 'require', expression: fte, from: 'kb', scope: 'tools' },
      ],
      trust: { issuers: [issuer], audiences: ['kagent'], keys: [] },
      naming: { separator: '_', targets: [] },
    })
  })

  test.each([[null], [7], [{}], [{ policies: [{ mcpAuthorization: { rules: { allow: 'x' } } }] }]])(
    'are none in a document of another shape: %j',
    (dump) => {
      expect(readDump(dump, '/mcp').rules).toEqual([])
    },
  )
})

const policy = (name: string, target: object, held: object) => ({
  name: { kind: 'AgentgatewayPolicy', namespace: 'kagent', name },
  target,
  policy: held,
})

test('rules of several policies are merged, each with its place and what it is asked for', () => {
  const dump = {
    ...kubernetes,
    binds: [
      {
        listeners: {
          http: {
            routes: {
              a: route('/mcp', {
                name: 'kb',
                namespace: 'kagent',
                backends: [{ backend: 'mcp/a/b' }],
              }),
              b: route('/other', { name: 'other', namespace: 'kagent' }),
            },
          },
        },
      },
    ],
    policies: [
      policy('all', { gateway: {} }, { traffic: { authorization: { rules: { deny: ['a'] } } } }),
      policy(
        'kb',
        { route: { namespace: 'kagent', name: 'kb' } },
        { mcpAuthorization: { allow: ['b'] } },
      ),
      policy(
        'no',
        { route: { namespace: 'kagent', name: 'other' } },
        { mcpAuthorization: { allow: ['c'] } },
      ),
    ],
  }
  expect(readDump(dump, '/mcp').rules).toEqual([
    { action: 'deny', expression: 'a', from: 'AgentgatewayPolicy kagent/all', scope: 'request' },
    { action: 'allow', expression: 'b', from: 'AgentgatewayPolicy kagent/kb', scope: 'tools' },
  ])
})

const backend = (names: string[], prefixMode?: string) => ({
  binds: [],
  backends: [
    {
      backend: {
        mcp: {
          name: 'b',
          namespace: 'a',
          target: { prefixMode, targets: names.map((name) => ({ name })) },
        },
      },
    },
  ],
})

const prefixes = (names: string[], mode?: string) =>
  readDump(backend(names, mode), '/mcp').naming.targets.map(({ prefix }) => prefix)

describe('names', () => {
  test('have a prefix where there are several targets, always, or never', () => {
    expect(prefixes(['one'])).toEqual([''])
    expect(prefixes(['one', 'two'])).toEqual(['one', 'two'])
    expect(prefixes(['one', 'two'], 'conditional')).toEqual(['one', 'two'])
    expect(prefixes(['one'], 'always')).toEqual(['one'])
    expect(prefixes(['one', 'two'], 'Never')).toEqual(['', ''])
  })
})

test.each([
  [fte, ['groups']],
  [trial, ['groups']],
  ['jwt["org"] == "x" || jwt.?team.orValue("") == "y"', ['org', 'team']],
  ['jwt.realm_access.roles.contains("a") && jwt.sub != ""', ['realm_access', 'sub']],
  ['!(has(jwt.groups)) ? {"a": jwt.a}.a : [jwt.b][0]', ['groups', 'a', 'b']],
  ['mcp.tool.name == "jwt.groups"', []],
  ['this is ( not CEL', []],
])('claims that decide: %s', (expression, claims) => {
  expect(claimsRead(expression).toSorted()).toEqual(claims.toSorted())
})
