import { describe, expect, test } from 'vitest'

import { checkKagentConfig } from '../adapters/kagentConfig.ts'
import { makeKinds } from './all.ts'
import { readDocument } from './document.ts'
import { withTextScalars } from './scalars.ts'

const kinds = makeKinds('enterprise', new Map([['Kagent', checkKagentConfig]]))
const kindOf = (name: string) => {
  const kind = kinds.get(name)
  if (!kind) throw new Error(`no kind ${name}`)
  return kind
}
const read = (kind: string, spec: unknown, metadata: unknown = { name: 'x' }) =>
  readDocument(kindOf(kind), { metadata, spec })

const url = 'http://k:8083'
const ref = { targetRef: { kind: 'Agent', name: 'a' }, runtimeRef: { kind: 'Runtime', name: 'r' } }

describe('a document is refused in the words of the product', () => {
  test.each<[string, unknown, string]>([
    [
      'Runtime',
      { type: 'Kagent', config: { kagentUrl: 'ftp://k' } },
      'spec.config.kagentUrl: invalid url: must be an absolute http or https URL',
    ],
    [
      'Runtime',
      { type: 'Kagent', config: { kagentUrl: `${url}?a=b` } },
      'spec.config.kagentUrl: invalid url: must not carry a query or fragment',
    ],
    [
      'Runtime',
      { type: 'Kagent', config: { kagentUrl: url, auth: { token: 't' } } },
      'spec.config.auth.token: invalid format: use auth.secretRef',
    ],
    ['Runtime', { type: 'Foo' }, 'spec.type: unknown runtime type: "Foo" (known: [Kagent])'],
    [
      'Deployment',
      { ...ref, targetRef: { kind: 'Skill', name: 'a' } },
      'spec.targetRef.kind: invalid resource reference: kind "Skill" not allowed here (expected one of [Agent MCPServer])',
    ],
    [
      'Deployment',
      { ...ref, desiredState: 'paused' },
      'spec.desiredState: invalid deployment desired state: "paused" (expected "deployed" or "undeployed")',
    ],
    [
      'Deployment',
      { ...ref, targetRef: { kind: 'Agent', name: 'a', tag: 'a b' } },
      'spec.targetRef.tag: invalid format: "a b"',
    ],
    [
      'Deployment',
      { ...ref, targetRef: { kind: 'MCPServer', name: 'a' }, harness: { type: 'h' } },
      'spec.harness: invalid format: harness selection is only valid for Agent deployments',
    ],
    [
      'Agent',
      { mcpServers: [{ kind: 'Agent', name: 'x' }] },
      'spec.mcpServers[0].kind: invalid resource reference: must be "MCPServer", got "Agent"',
    ],
    ['Agent', { title: '  ' }, 'spec.title: invalid format: title must not be whitespace-only'],
    [
      'Agent',
      { compatibleHarnesses: [{ type: 'a' }, { type: 'a' }] },
      'spec.compatibleHarnesses[1].type: invalid format: duplicate harness type "a"',
    ],
    [
      'MCPServer',
      { remote: { type: 'sse', url: 'http://s' }, source: {} },
      'spec: invalid resource reference: spec.source and spec.remote are mutually exclusive',
    ],
    ['MCPServer', { remote: { type: 'sse' } }, 'spec.remote.url: required field missing'],
    [
      'Model',
      { provider: 'bedrock', model: 'm', auth: { strategy: 'secretRef' } },
      'spec.auth.secretRef: required field missing: required for strategy "secretRef"',
    ],
    [
      'Plugin',
      {},
      'spec: required field missing: set source and/or composition fields (skills/mcpServers/commands/instructions)',
    ],
    [
      'AccessPolicy',
      { principals: [], rules: [] },
      'spec.principals: required field missing; spec.rules: required field missing',
    ],
    [
      'Gateway',
      { runtimeId: 'r' },
      'spec.networkId: required field missing; spec.subnetId: required field missing; spec.mode: required field missing',
    ],
  ])('%s %j', (kind, spec, message) => {
    expect(() => read(kind, spec)).toThrow(message)
  })

  test.each<[unknown, string]>([
    [{}, 'metadata.name: required field missing'],
    [{ name: 'Upper' }, 'metadata.name: invalid format: "Upper"'],
    [{ name: `a${'b'.repeat(253)}` }, 'metadata.name: invalid format: "a'],
    [{ name: 'a', tag: '-x' }, 'metadata.tag: invalid format: "-x"'],
    [{ name: 'a', labels: { 'b c': 'd' } }, 'metadata.labels[b c]: invalid label: key "b c"'],
    [{ name: 'a', labels: { b: '-' } }, 'metadata.labels[b]: invalid label: value "-"'],
  ])('metadata %j', (metadata, message) => {
    expect(() => read('Agent', {}, metadata)).toThrow(message)
  })
})

describe('a document is stored', () => {
  test('with the kinds of its references written out', () => {
    const { spec } = read('Agent', { mcpServers: [{ name: 'solo-kb' }] })
    expect(spec).toEqual({ mcpServers: [{ kind: 'MCPServer', name: 'solo-kb' }] })
  })

  test('without what its kind does not know', () => {
    const { spec } = read('Prompt', { content: 'x', colour: 'red' })
    expect(spec).toEqual({ content: 'x' })
  })

  test('with deprecated model fields as they came', () => {
    const spec = { modelProvider: 'bedrock', modelName: 'm' }
    expect(read('Agent', spec).spec).toEqual(spec)
  })
})

describe('scalars of YAML', () => {
  test('become text where text is asked for', () => {
    const document = {
      metadata: { name: 'x' },
      spec: { ...ref, env: { PORT: 8080, DEBUG: true } },
    }
    expect(withTextScalars(kindOf('Deployment'), document)).toMatchObject({
      spec: { env: { PORT: '8080', DEBUG: 'true' } },
    })
  })

  test('objects do not', () => {
    const document = { metadata: { name: 'x' }, spec: { ...ref, env: { A: { secretRef: 's' } } } }
    expect(() => withTextScalars(kindOf('Deployment'), document)).toThrow(
      'json: cannot unmarshal object into Go struct field Deployment.spec.env of type string',
    )
  })
})
