import { describe, expect, it } from 'vitest'

import { parseSources, readSources } from '../../documents/source.ts'
import { substitute } from '../../documents/variables.ts'
import { inlineKeys } from '../jwt/keys.ts'
import { soloKb, soloKbFile } from '../testing/manifests.ts'
import { load } from './load.ts'
import { resolve } from './resolve.ts'

const files = [
  'agw-jwt-policy.yaml',
  'agw-mcp-backend.yaml',
  'agw-mcp-rbac.yaml',
  'keycloak-service.yaml',
]
const texts = new Map(await Promise.all(files.map(async (f) => [f, await soloKbFile(f)] as const)))

/** Loads the lab's own manifests with one piece of text replaced. */
function loadChanged(file: string, from: string, to: string) {
  const original = texts.get(file) ?? ''
  expect(original).toContain(from)
  const sources = [...texts].flatMap(([name, text]) =>
    parseSources(name, substitute(name === file ? text.replace(from, to) : text, {}, name)),
  )
  return resolve(load(sources), openKeys)
}

/** Nothing is fetched while manifests are resolved. */
const openKeys = () => inlineKeys('{"keys":[]}')

const backend = 'agw-mcp-backend.yaml'
const jwt = 'agw-jwt-policy.yaml'
const rbac = 'agw-mcp-rbac.yaml'

const refusals: [string, string, string, string][] = [
  [
    backend,
    'protocol: HTTP',
    'protocol: HTTPS',
    'agw-mcp-backend.yaml:12:17: spec.listeners.0.protocol: Invalid input: expected "HTTP"',
  ],
  [
    backend,
    'protocol: HTTP',
    'protocol: HTTP\n      hostname: a.test',
    'agw-mcp-backend.yaml:13:7: this gateway does not honour the field "hostname" of spec.listeners.0; remove it',
  ],
  [
    backend,
    'sessionRouting: Stateless',
    'sessionRouting: Sticky',
    'agw-mcp-backend.yaml:24:21: spec.mcp.sessionRouting: Invalid option',
  ],
  [
    backend,
    'sessionRouting: Stateless',
    'prefixMode: Sometimes',
    'agw-mcp-backend.yaml:24:17: spec.mcp.prefixMode: Invalid option',
  ],
  [
    backend,
    '  mcp:\n',
    '  ai: {}\n  mcp:\n',
    'agw-mcp-backend.yaml:23:3: this gateway does not honour the field "ai" of spec; remove it',
  ],
  [
    backend,
    'path: /mcp',
    'path: /sse\n          protocol: WebSocket',
    'agw-mcp-backend.yaml:31:21: spec.mcp.targets.0.static.protocol: Invalid option: expected one of "StreamableHTTP"|"SSE"',
  ],
  [
    backend,
    'host: 127.0.0.1',
    'host: keycloak.elsewhere.svc.cluster.local',
    'agw-mcp-backend.yaml:28:17: there is no Service elsewhere/keycloak; correct the name or add its document',
  ],
  [
    backend,
    'host: 127.0.0.1',
    'host: keycloak.kagent.svc',
    'agw-mcp-backend.yaml:29:17: the Service kagent/keycloak has no port 18085; name one of 80',
  ],
  [
    backend,
    '      - name: solo-kb\n',
    '      - name: solo-kb\n        static: {host: h, port: 1}\n      - name: solo-kb\n',
    'agw-mcp-backend.yaml:26:7: two targets are called solo-kb; give one another name',
  ],
  [
    backend,
    '      - name: solo-kb\n',
    '      - name: solo_kb\n',
    'agw-mcp-backend.yaml:26:15: spec.mcp.targets.0.name: lowercase letters, digits, "-" and "." only',
  ],
  [
    backend,
    '        static:\n',
    '        selector: {services: {matchLabels: {a: b}}}\n        static:\n',
    'agw-mcp-backend.yaml:26:9: spec.mcp.targets.0: write exactly one of static and selector',
  ],
  [
    backend,
    '        static:\n',
    '        selector: {namespaces: {}}\n        static:\n',
    'agw-mcp-backend.yaml:27:19: spec.mcp.targets.0.selector.services: Invalid input',
  ],
  [
    backend,
    'kind: AgentgatewayBackend\nmetadata',
    'kind: AgentgatewayModel\nmetadata',
    'agw-mcp-backend.yaml:18:1: this gateway does not know the kind "agentgateway.dev/v1alpha1 AgentgatewayModel"; remove the document',
  ],
  [
    backend,
    '    - name: solo-kb-demo',
    '    - name: other',
    'agw-mcp-backend.yaml:39:13: there is no Gateway kagent/other; correct the name',
  ],
  [
    backend,
    '          name: solo-kb-mcp',
    '          name: nothing',
    'agw-mcp-backend.yaml:48:17: there is no AgentgatewayBackend kagent/nothing; correct the name or add its document',
  ],
  [backend, 'metadata:', 'metadata', 'agw-mcp-backend.yaml:4:1: this is not YAML'],
  [
    jwt,
    'name: keycloak\n',
    'name: elsewhere\n',
    'agw-jwt-policy.yaml:24:23: there is no Service kagent/elsewhere; add its document to this folder',
  ],
  [
    jwt,
    'port: 80',
    'port: 81',
    'agw-jwt-policy.yaml:26:23: the Service kagent/keycloak has no port 81; name one of 80',
  ],
  [
    jwt,
    '                namespace: kagent',
    '                namespace: other',
    'agw-jwt-policy.yaml:25:28: a Service of another namespace needs a ReferenceGrant',
  ],
  [
    jwt,
    'remote:',
    'inline: "{"\n            remote:',
    'agw-jwt-policy.yaml:20:13: spec.traffic.jwtAuthentication.providers.0.jwks: write exactly one of inline and remote',
  ],
  [
    jwt,
    'remote:',
    'remote:\n              cacheDuration: 10s',
    'agw-jwt-policy.yaml:21:30: spec.traffic.jwtAuthentication.providers.0.jwks.remote.cacheDuration: write at least 5m',
  ],
  [
    jwt,
    'mode: Strict',
    'mode: Lax',
    'agw-jwt-policy.yaml:14:13: spec.traffic.jwtAuthentication.mode: Invalid option',
  ],
  [
    jwt,
    'mode: Strict',
    'mode: Optional\n      mcp: {}',
    'agw-jwt-policy.yaml:14:7: spec.traffic.jwtAuthentication: jwtAuthentication.mcp needs mode Strict and exactly one provider',
  ],
  [
    jwt,
    'kind: Gateway',
    'kind: HTTPRoute',
    'agw-jwt-policy.yaml:11:13: there is no HTTPRoute kagent/solo-kb-demo; correct the name or add its document',
  ],
  [
    jwt,
    'name: solo-kb-demo',
    'name: solo-kb-demo\n      sectionName: https',
    'agw-jwt-policy.yaml:12:20: there is no section https of the Gateway; the only one is the listener http',
  ],
  [
    rbac,
    'group: agentgateway.dev',
    'group: agentgateway.io',
    'agw-mcp-rbac.yaml:9:14: the kind AgentgatewayBackend is of the group agentgateway.dev; write that',
  ],
  [
    rbac,
    'g == "field-fte")',
    'g = "field-fte")',
    'agw-mcp-rbac.yaml:18:15: this is not CEL that can run here at character 24: ',
  ],
  [
    rbac,
    'action: Allow',
    'action: Permit',
    'agw-mcp-rbac.yaml:15:17: spec.backend.mcp.authorization.action: Invalid option',
  ],
  [
    rbac,
    '  backend:\n',
    '  traffic:\n    authorization: {policy: {matchExpressions: ["true"]}}\n  backend:\n',
    'agw-mcp-rbac.yaml:13:5: traffic applies before a backend is chosen; target the Gateway or an HTTPRoute with it',
  ],
  [
    rbac,
    'authorization:',
    'guardrails: {}\n      authorization:',
    'agw-mcp-rbac.yaml:14:7: this gateway does not honour the field "guardrails" of spec.backend.mcp; remove it',
  ],
]

describe('a manifest', () => {
  it.each(refusals)('%s with %j changed to %j is refused', (file, from, to, sentence) => {
    expect(() => loadChanged(file, from, to)).toThrow(sentence)
  })

  it('with a second JWT policy for the same route is refused', () => {
    const second = (texts.get(jwt) ?? '').replace('name: jwt-keycloak', 'name: again')
    expect(() => loadChanged(jwt, 'port: 80', `port: 80\n---\n${second}`)).toThrow(
      'agw-mcp-backend.yaml:35:9: two JWT policies apply to this route (jwt-keycloak, again); keep one',
    )
  })

  it('with a variable that has no value is refused where it stands', () => {
    expect(() => substitute('a: 1\nb: ${NAME}\n', {}, 'x.yaml')).toThrow(
      'x.yaml:2:4: the variable NAME has no value; set it, or write ${NAME:-default}',
    )
  })
})

describe('variables', () => {
  it('are filled in, or take their default; other dollar signs stay', () => {
    expect(substitute('${A} ${B:-two} ${C:-} ^x$ $D', { A: 'one' }, 'x')).toBe('one two  ^x$ $D')
  })
})

describe('the lab’s own manifests', () => {
  it('resolve to one route with both policies', async () => {
    const issuer = 'http://127.0.0.1:77/realms/solo'
    const variables = { LAB_GATEWAY_PORT: '1234', LAB_KNOWLEDGE_PORT: '99', LAB_ISSUER: issuer }
    const model = resolve(load(await readSources(soloKb, variables)), openKeys)
    expect(model).toMatchObject({
      name: { namespace: 'kagent', name: 'solo-kb-demo' },
      listener: { name: 'http', port: 1234 },
    })
    const [route] = model.routes
    expect(route?.matches).toEqual([{ type: 'PathPrefix', value: '/mcp' }])
    expect(route?.backend.targets).toEqual([
      {
        name: 'solo-kb',
        protocol: 'StreamableHTTP',
        url: new URL('http://127.0.0.1:99/mcp'),
      },
    ])
    expect(route?.jwt).toMatchObject({
      mode: 'Strict',
      location: { name: 'authorization', prefix: 'Bearer ' },
      providers: [{ issuer, audiences: ['kagent'] }],
    })
    expect(route?.mcpAuthorization.allow.map(({ text }) => text)).toEqual([
      'jwt.groups.exists(g, g == "field-fte")',
      'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]',
    ])
  })

  it('lead a target that is written by its DNS name to where its Service is', () => {
    const port = '${LAB_KNOWLEDGE_PORT:-18085}\n          path: /mcp'
    const model = loadChanged(
      backend,
      `host: 127.0.0.1\n          port: ${port}`,
      'host: keycloak.kagent.svc.cluster.local\n          port: 80\n          protocol: SSE',
    )
    expect(model.routes[0]?.backend.targets).toEqual([
      { name: 'solo-kb', protocol: 'SSE', url: new URL('http://127.0.0.1:18080/sse') },
    ])
  })

  it('accept a target with TLS, as the seed writes it', () => {
    const tls = 'port: 443\n          policies: {tls: {sni: 127.0.0.1}}'
    const model = loadChanged(backend, 'port: ${LAB_KNOWLEDGE_PORT:-18085}', tls)
    expect(model.routes[0]?.backend.targets[0]?.url.href).toBe('https://127.0.0.1/mcp')
  })
})
