import { readFile } from 'node:fs/promises'

import { describe, expect, it } from 'vitest'

import { parseSources } from '../../documents/source.ts'
import { substitute } from '../../documents/variables.ts'
import { manifests } from '../testing.ts'
import { resolve } from './resolve.ts'

const gateway = '10-gateway.yaml'
const config = '20-proxy-config.yaml'
const tool = '30-tool.yaml'
const policy = 'later/mcp-auth-policy.yaml'
const files = [gateway, config, tool, policy]
const texts = new Map(
  await Promise.all(
    files.map(async (file) => [file, await readFile(`${manifests}/${file}`, 'utf8')] as const),
  ),
)

/** The lab's own documents with one piece of text replaced. */
function resolveChanged(file: string, from: string, to: string) {
  expect(texts.get(file)).toContain(from)
  const sources = [...texts].flatMap(([name, text]) =>
    parseSources(name, substitute(name === file ? text.replace(from, to) : text, {}, name)),
  )
  return resolve(sources)
}

const refusals: [string, string, string, string][] = [
  [
    gateway,
    'gatewayClassName: mcp',
    'gatewayClassName: other',
    '10-gateway.yaml:26:21: spec.gatewayClassName: Invalid input: expected "mcp"',
  ],
  [gateway, 'selfManaged: {}', 'kube: {}', '10-gateway.yaml:7:3: spec.selfManaged: Invalid input'],
  [
    gateway,
    '    name: kgateway\n    namespace',
    '    name: other\n    namespace',
    '10-gateway.yaml:18:11: there is no GatewayParameters default/other',
  ],
  [
    gateway,
    '  name: mcp\n',
    '  name: mcp2\n',
    '10-gateway.yaml:26:21: there is no GatewayClass mcp',
  ],
  [
    config,
    '"type": "xds"',
    '"type": "static"',
    '20-proxy-config.yaml:7:16: config.json: ✖ targets and rules come from the documents',
  ],
  [
    config,
    '"port": ${LAB_MCP_PROXY_PORT:-18089}',
    '"port": 1',
    "20-proxy-config.yaml:7:16: listener.port is 1, the Gateway's 18089",
  ],
  [
    config,
    '/config/jwks.json',
    '/config/keys.json',
    '20-proxy-config.yaml:7:3: there is no keys.json here',
  ],
  [config, '"kty": "EC",', '', '20-proxy-config.yaml:31:14: jwks.json: ✖ Invalid input'],
  [
    config,
    '"kty": "EC",',
    '"kty": "EC"',
    '20-proxy-config.yaml:31:14: jwks.json: this is not JSON',
  ],
  [
    tool,
    'type: ClusterIP',
    'type: ClusterIP\n  sessionAffinity: None',
    '30-tool.yaml:10:3: this gateway does not honour the field "sessionAffinity" of spec; remove it',
  ],
  [
    tool,
    'kind: Service',
    'kind: Deployment',
    '30-tool.yaml:3:1: this proxy does not know the kind "Deployment"; remove the document',
  ],
  [
    policy,
    'name: mcp-gateway',
    'name: other',
    'later/mcp-auth-policy.yaml:8:13: there is no such Gateway; the one here is mcp-gateway',
  ],
  [
    policy,
    'type: JWT',
    'type: ServiceAccount',
    'later/mcp-auth-policy.yaml:13:17: spec.rules.0.matches.0.type: only tokens are looked at',
  ],
  [
    policy,
    'kind: tool',
    'kind: prompt',
    'later/mcp-auth-policy.yaml:18:15: spec.rules.0.resource.kind: Invalid input: expected "tool"',
  ],
]

describe('the documents of mcp-proxy', () => {
  it('come to a listener, a target and a rule', () => {
    expect(resolveChanged(tool, 'appProtocol', 'appProtocol')).toMatchObject({
      port: 18089,
      authn: { issuers: ['me'], audiences: ['me.com'] },
      targets: new Map([['default/mcp-tool', new URL('http://127.0.0.1:18093/sse')]]),
      rules: [{ claim: 'sub', value: 'me', tool: 'default/mcp-tool:convert_to_markdown' }],
    })
  })

  it('come to no target where the port does not say that it speaks MCP', () => {
    const { targets } = resolveChanged(tool, '      appProtocol: kgateway.dev/mcp\n', '')
    expect([...targets]).toEqual([])
  })

  it('take a path from its annotation', () => {
    const changed = 'name: mcp-tool\n  annotations: {kgateway.dev/mcp-path: /other}'
    const { targets } = resolveChanged(tool, 'name: mcp-tool', changed)
    expect(targets.get('default/mcp-tool')?.pathname).toBe('/other')
  })

  it('may leave authentication out', () => {
    const text = texts.get(config) ?? ''
    const authn = text.slice(text.indexOf(',\n        "authn"'), text.indexOf('\n      }\n    }'))
    expect(resolveChanged(config, authn, '').authn).toBeUndefined()
  })

  it.each(refusals)('%s with %j as %j is refused', (file, from, to, sentence) => {
    expect(() => resolveChanged(file, from, to)).toThrow(sentence)
  })
})
