import type { RuleSet } from '../cel/rules.ts'
import { type AppliedPolicy, type GatewayModel, type McpBackend, qualified } from '../core/model.ts'
import type { Route } from '../core/model.ts'
import type { Release } from '../core/release.ts'

/**
 * The configuration as loaded, in the shape of agentgateway's `/config_dump` under Kubernetes (75b4e6c,
 * management/admin.rs). It holds no secret: of keys only their ids, of policies no token.
 */
export const configDump = (model: GatewayModel, { version, gitRevision }: Release) => ({
  binds: [
    {
      key: `${model.listener.port}/${qualified(model.name)}`,
      address: `127.0.0.1:${model.listener.port}`,
      protocol: 'http',
      listeners: {
        [`${qualified(model.name)}.${model.listener.name}`]: {
          key: `${qualified(model.name)}.${model.listener.name}`,
          gatewayNamespace: model.name.namespace,
          gatewayName: model.name.name,
          listenerName: model.listener.name,
          hostname: '',
          protocol: 'HTTP',
          routes: Object.fromEntries(model.routes.map(route)),
        },
      },
    },
  ],
  routes: { httpMesh: [], tcpMesh: [], routeGroups: [] },
  policies: model.policies.flatMap(policies),
  backends: model.backends.map((backend) => ({ backend: { mcp: mcp(backend) } })),
  models: [],
  services: [],
  workloads: [],
  version: { version, gitRevision },
  config: {},
})

const route = ({ name, rule, matches, backend }: Route, index: number) => {
  const key = `${qualified(name)}.${index}.http`
  return [
    key,
    {
      key,
      name: name.name,
      namespace: name.namespace,
      ruleName: rule ?? null,
      matches: matches.map(({ type, value }) => ({
        path: type === 'Exact' ? { exact: value } : { pathPrefix: value },
      })),
      backends: [{ weight: 1, backend: `mcp/${qualified(backend.name)}` }],
    },
  ]
}

const mcp = ({ name, targets, sessionRouting, failureMode, prefixMode }: McpBackend) => ({
  name: name.name,
  namespace: name.namespace,
  target: {
    targets: targets.map((target) => ({
      name: target.name,
      [target.protocol === 'SSE' ? 'sse' : 'mcp']: {
        host: target.url.hostname,
        port: Number(target.url.port || (target.url.protocol === 'https:' ? 443 : 80)),
        path: target.url.pathname,
      },
    })),
    stateful: sessionRouting === 'Stateful',
    prefixMode: prefixMode.toLowerCase(),
    failureMode: failureMode === 'FailOpen' ? 'failOpen' : 'failClosed',
    sessionIdleTtl: '30m',
  },
})

function policies(policy: AppliedPolicy) {
  const { kind, name, jwt, authorization, mcpAuthorization } = policy
  const entry = (suffix: string, content: object) => ({
    key: `${qualified(name)}:${suffix}:${qualified(policy.target.name)}`,
    name: { kind, namespace: name.namespace, name: name.name },
    target: targetOf(policy),
    policy: content,
    inheritance: null,
  })
  return [
    ...(jwt
      ? [
          entry('jwt', {
            traffic: {
              phase: 'route',
              jwtAuth: {
                mode: jwt.mode.toLowerCase(),
                providers: jwt.providers.map(({ issuer, keys }) => ({
                  issuer,
                  keys: keys.loaded(),
                })),
                location: { header: jwt.location },
              },
            },
          }),
        ]
      : []),
    ...(isEmpty(authorization)
      ? []
      : [
          entry('authorization', {
            traffic: { phase: 'route', authorization: rules(authorization) },
          }),
        ]),
    ...(isEmpty(mcpAuthorization)
      ? []
      : [entry('mcp-authorization', { backend: { mcpAuthorization: rules(mcpAuthorization) } })]),
  ]
}

function targetOf({ target: { kind, name, sectionName } }: AppliedPolicy) {
  if (kind === 'Gateway')
    return {
      gateway: {
        gatewayNamespace: name.namespace,
        gatewayName: name.name,
        listenerName: sectionName ?? null,
      },
    }
  const object = { namespace: name.namespace, name: name.name }
  return kind === 'HTTPRoute' ? { route: object } : { backend: { backend: object } }
}

const rules = (set: RuleSet) => ({
  rules: {
    allow: set.allow.map(({ text }) => text),
    deny: set.deny.map(({ text }) => text),
    require: set.require.map(({ text }) => text),
  },
})

const isEmpty = (set: RuleSet): boolean =>
  set.allow.length + set.deny.length + set.require.length === 0
