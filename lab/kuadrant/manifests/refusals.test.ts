import { readFile } from 'node:fs/promises'

import { describe, expect, it } from 'vitest'

import { parseSources } from '../../documents/source.ts'
import { substitute } from '../../documents/variables.ts'
import { manifests } from '../testing.ts'
import { resolve } from './resolve.ts'

const gateway = '10-gateway.yaml'
const server = '20-sample-server.yaml'
const virtual = '30-virtual-server.yaml'
const texts = new Map(
  await Promise.all(
    [gateway, server, virtual].map(
      async (file) => [file, await readFile(`${manifests}/${file}`, 'utf8')] as const,
    ),
  ),
)

/** The lab's own documents with pieces of one text replaced. */
function resolveChanged(file: string, ...changes: [string, string][]) {
  const sources = [...texts].flatMap(([name, text]) => {
    if (name !== file) return parseSources(name, substitute(text, {}, name))
    const changed = changes.reduce((before, [from, to]) => {
      expect(before).toContain(from)
      return before.replace(from, to)
    }, text)
    return parseSources(name, substitute(changed, {}, name))
  })
  return resolve(sources)
}

const kagenti = 'apiVersion: mcp.kagenti.com/v1alpha1\nkind: MCPServerRegistration'
const registered = (apiVersion: string, ...changes: [string, string][]) =>
  resolveChanged(
    server,
    [kagenti, `apiVersion: ${apiVersion}\nkind: MCPServerRegistration`],
    ...changes,
  )

const kuadrant = 'apiVersion: mcp.kuadrant.io/v1\nkind: MCPServerRegistration'
const refusals: [string, string, string, string][] = [
  [
    server,
    kagenti,
    kuadrant,
    '20-sample-server.yaml:34:3: this gateway does not honour the field "toolPrefix" of spec; remove it',
  ],
  [
    server,
    'toolPrefix',
    'prefix',
    '20-sample-server.yaml:34:3: this gateway does not honour the field "prefix" of spec; remove it',
  ],
  [
    server,
    'toolPrefix: http_',
    'toolPrefix: HTTP_',
    '20-sample-server.yaml:34:15: spec.toolPrefix: begin with a small letter or digit',
  ],
  [
    server,
    'path: /mcp',
    'path: /mcp\n  credentialRef: {name: x}',
    '20-sample-server.yaml:36:3: this gateway does not honour the field "credentialRef" of spec; remove it',
  ],
  [
    server,
    'kind: MCPServerRegistration',
    'kind: MCPServer',
    '20-sample-server.yaml:29:1: this gateway does not know the kind "mcp.kagenti.com/v1alpha1 MCPServer"; remove the document',
  ],
  [
    server,
    '    name: mcp-server-streamable-http-route',
    '    name: other',
    '20-sample-server.yaml:39:11: there is no HTTPRoute mcp-test/other; correct the name or add its document',
  ],
  [
    server,
    '  hostnames:\n    - streamable-http.mcp.local\n',
    '',
    '20-sample-server.yaml:18:3: a call is sent to the host of this route; write hostnames',
  ],
  [
    server,
    'namespace: gateway-system',
    'namespace: mcp-system',
    '20-sample-server.yaml:19:13: there is no Gateway mcp-system/mcp-gateway; the one here is gateway-system/mcp-gateway',
  ],
  [
    server,
    '        - name: mcp-server-streamable-http\n',
    '        - name: other\n',
    '20-sample-server.yaml:25:17: there is no Service mcp-test/other; add its document',
  ],
  [
    server,
    '          port: 80\n',
    '          port: 81\n',
    '20-sample-server.yaml:26:17: the Service has no port 81; name one of 80',
  ],
  [
    gateway,
    'from: All',
    'from: Same',
    '10-gateway.yaml:25:7: the Gateway takes routes of its own namespace only; allow All there',
  ],
  [
    gateway,
    'gatewayClassName: istio',
    'gatewayClassName: envoy',
    '10-gateway.yaml:9:21: spec.gatewayClassName: Invalid input: expected "istio"',
  ],
  [
    virtual,
    'tools:',
    'prompts: [a]\n  tools:',
    '30-virtual-server.yaml:9:3: this gateway does not honour the field "prompts" of spec; remove it',
  ],
]

describe('the documents of the Kuadrant gateway', () => {
  it('come to a server with its prefix, and a virtual server', () => {
    expect(resolveChanged(virtual)).toEqual({
      port: 18087,
      hostnames: [],
      paths: ['/mcp', '/.well-known/oauth-protected-resource'],
      broker: new URL('http://127.0.0.1:18088'),
      servers: [
        {
          id: 'mcp-test/mcp-server-streamable-http-route:http_:streamable-http.mcp.local',
          name: 'mcp-test/mcp-server-streamable-http-route',
          prefix: 'http_',
          hostname: 'streamable-http.mcp.local',
          url: new URL('http://127.0.0.1:18094/mcp'),
        },
      ],
      virtualServers: new Map([['mcp-test/encoders', ['http_base64_encode', 'http_url_encode']]]),
    })
  })

  it.each<[string, [string, string][]]>([
    ['mcp.kagenti.com/v1alpha1', []],
    ['mcp.kuadrant.io/v1alpha1', []],
    ['mcp.kuadrant.io/v1alpha1', [['toolPrefix', 'prefix']]],
    ['mcp.kuadrant.io/v1', [['toolPrefix', 'prefix']]],
  ])('may register as %s with %j', (apiVersion, changes) => {
    expect(registered(apiVersion, ...changes).servers[0]?.prefix).toBe('http_')
  })

  it('may not write the prefix in the words of two versions', () => {
    expect(() =>
      registered('mcp.kuadrant.io/v1alpha1', ['toolPrefix: http_', 'toolPrefix: a_\n  prefix: b_']),
    ).toThrow('20-sample-server.yaml:34:3: spec: toolPrefix and prefix are the same')
  })

  it('may leave the prefix out, and switch a server off', () => {
    const [one] = resolveChanged(server, ['  toolPrefix: http_\n', '']).servers
    expect(one?.prefix).toBe('')
    expect(resolveChanged(server, ['path: /mcp', 'state: Disabled']).servers).toEqual([])
  })

  it('may have no route that belongs to nobody', () => {
    const kept = (texts.get(server) ?? '').split('---\n')
    expect(() => resolveChanged(server, [`---\n${kept[2] ?? ''}`, ''])).toThrow(
      '20-sample-server.yaml:15:9: no MCPServerRegistration names this route',
    )
  })

  it.each(refusals)('%s with %j as %j are refused', (file, from, to, sentence) => {
    expect(() => resolveChanged(file, [from, to])).toThrow(sentence)
  })
})
