import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'

import type { ManifestView, PolicyRule } from '#bff'

import { toYaml } from '../../records/yaml.ts'
import { celDocuments } from './celDocuments.ts'
import { claimDocuments } from './claimDocuments.ts'
import { lineDiff, nearChanges } from './lineDiff.ts'

const from = 'EnterpriseAgentgatewayPolicy kagent/mcp-tool-rbac'
const rule = (expression: string, action: PolicyRule['action'] = 'allow'): PolicyRule => ({
  action,
  expression,
  from,
  scope: 'tools',
})
const held = [rule('a'), rule('b')]
const object = {
  apiVersion: 'enterpriseagentgateway.solo.io/v1alpha1',
  kind: 'EnterpriseAgentgatewayPolicy',
  metadata: { name: 'mcp-tool-rbac', namespace: 'kagent', labels: { keep: 'me' } },
  spec: {
    targetRefs: [{ group: 'agentgateway.dev', kind: 'AgentgatewayBackend', name: 'solo-kb-mcp' }],
    backend: {
      mcp: { authorization: { action: 'Allow', policy: { matchExpressions: ['a', 'b'] } } },
    },
  },
}
const manifest = (value: typeof object): ManifestView => ({
  apiVersion: value.apiVersion,
  kind: value.kind,
  namespace: value.metadata.namespace,
  name: value.metadata.name,
  yaml: toYaml(value),
})
const origin = { manifests: [manifest(object)], gateway: 'solo-kb-demo' }
const write = (rules: PolicyRule[], of = origin) => {
  const documents = celDocuments(rules, held, of)
  if (!documents.ok) throw new Error(documents.reason)
  return {
    ...documents,
    objects: parseAllDocuments(documents.yaml).map((each): unknown => each.toJS()),
  }
}

describe('documents of CEL rules', () => {
  it('are the manifest itself while nothing changed', () => {
    const { changed, objects } = write(held)
    expect(changed).toEqual([])
    expect(objects).toEqual([object])
  })

  it('change the expressions and nothing else', () => {
    const { changed, objects } = write([rule('a'), rule('c')])
    expect(changed.map(({ label }) => label)).toEqual([from])
    expect(objects).toEqual([
      {
        ...object,
        spec: {
          ...object.spec,
          backend: {
            mcp: { authorization: { action: 'Allow', policy: { matchExpressions: ['a', 'c'] } } },
          },
        },
      },
    ])
  })

  it('put rules of another action into a document beside, with the same targets', () => {
    const { changed, objects } = write([...held, rule('c', 'deny')])
    expect(changed).toMatchObject([{ label: `${from}-deny`, before: '' }])
    expect(objects[1]).toEqual({
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { name: 'mcp-tool-rbac-deny', namespace: 'kagent' },
      spec: {
        targetRefs: object.spec.targetRefs,
        backend: {
          mcp: { authorization: { action: 'Deny', policy: { matchExpressions: ['c'] } } },
        },
      },
    })
  })

  it('add to the document that already has that action', () => {
    const deny = { ...rule('x', 'deny'), from: `${from}-deny` }
    const documents = celDocuments([...held, deny, rule('c', 'deny')], [...held, deny], origin)
    expect(documents).toMatchObject({ changed: [{ label: `${from}-deny` }] })
    if (documents.ok) expect(documents.changed[0]?.after).toContain('- x\n')
  })

  it('change the action where no rule of the old one is left', () => {
    const { objects } = write([rule('a', 'require')])
    expect(objects).toHaveLength(1)
    expect(objects[0]).toMatchObject({
      spec: { backend: { mcp: { authorization: { action: 'Require' } } } },
    })
  })

  it('are not written without a rule, and say why', () => {
    expect(celDocuments([], held, origin)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('mcp-tool-rbac'),
    })
  })

  it('are made new where no manifest is shown', () => {
    const { objects } = write(held, { manifests: [], gateway: 'kb' })
    expect(objects).toMatchObject([
      {
        kind: 'EnterpriseAgentgatewayPolicy',
        metadata: { name: 'mcp-tool-rbac', namespace: 'kagent' },
        spec: { targetRefs: [{ kind: 'AgentgatewayBackend', name: 'kb' }] },
      },
    ])
  })

  it('keep rules of the whole request in their own place', () => {
    const { objects } = write([...held, { ...rule('r'), scope: 'request' }])
    expect(objects).toMatchObject([
      { spec: { traffic: { authorization: { policy: { matchExpressions: ['r'] } } } } },
    ])
  })
})

describe('documents of claim rules', () => {
  const claim = { claim: 'sub', value: 'me', tool: 'default/mcp-tool:convert', from: 'GET /rbac' }

  it('are one MCPAuthPolicy', () => {
    const documents = claimDocuments([claim], { manifests: [], gateway: 'mcp-proxy' })
    expect(documents.ok && parseAllDocuments(documents.yaml)[0]?.toJS()).toMatchObject({
      kind: 'MCPAuthPolicy',
      spec: {
        rules: [
          {
            matches: [{ type: 'JWT', jwt: { claim: 'sub', value: 'me' } }],
            resource: { kind: 'tool', name: 'default/mcp-tool:convert' },
          },
        ],
      },
    })
  })

  it('are not guessed where several hold rules', () => {
    const two = ['a', 'b'].map((name) => ({ ...manifest(object), kind: 'MCPAuthPolicy', name }))
    expect(claimDocuments([claim], { manifests: two, gateway: 'x' }).ok).toBe(false)
  })
})

describe('a diff', () => {
  it('keeps what is the same and shows what came and went', () => {
    expect(lineDiff('a\nb\nc\n', 'a\nc\nd\n')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'removed', text: 'b' },
      { kind: 'same', text: 'c' },
      { kind: 'added', text: 'd' },
    ])
  })

  it('leaves out what lies far from every change, and says how much', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `line ${index}`)
    const changed = lines.with(5, 'changed')
    expect(nearChanges(lineDiff(lines.join('\n'), changed.join('\n')))).toEqual([
      { kind: 'left out', text: '… 2 lines as before' },
      ...['line 2', 'line 3', 'line 4'].map((text) => ({ kind: 'same', text })),
      { kind: 'removed', text: 'line 5' },
      { kind: 'added', text: 'changed' },
      ...['line 6', 'line 7', 'line 8'].map((text) => ({ kind: 'same', text })),
      { kind: 'left out', text: '… 3 lines as before' },
    ])
  })

  it('of a new text is all added', () => {
    expect(lineDiff('', 'a\n')).toEqual([{ kind: 'added', text: 'a' }])
  })
})
