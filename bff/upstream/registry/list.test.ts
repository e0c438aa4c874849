import { expect, test } from 'vitest'

import { recordOf } from '../../testing/registry.ts'
import { mask } from '../redact.ts'
import { listOf, type ListRequest } from './list.ts'
import { rowsOf } from './rows.ts'
import { Table } from './table.ts'

const ready = { conditions: [{ type: 'Ready', status: 'True' }] }
const failed = { conditions: [{ type: 'Degraded', status: 'True', reason: 'Failed' }] }
const deployment = (
  name: string,
  runtime: string,
  rest: Parameters<typeof recordOf>[3] = {},
  agent = 'assistant',
) =>
  recordOf(
    'Deployment',
    name,
    {
      targetRef: { kind: 'Agent', name: agent },
      runtimeRef: { name: runtime },
      env: { SITE: 'tor' },
    },
    rest,
  )
const runtimes = [
  recordOf('Runtime', 'tor1', { type: 'Kagent', config: { namespace: 'kagent' } }),
  recordOf('Runtime', 'aws', { type: 'BedrockAgentCore', config: { region: 'us-east-1' } }),
]
const discovered = {
  'agentregistry.solo.io/origin': 'discovered',
  'agentregistry.solo.io/discovered-runtime-type': 'Kagent',
}
const deployments = [
  deployment('one', 'tor1', { status: ready, labels: { team: 'docs', tier: 'a' } }),
  deployment('two', 'aws', { status: failed, labels: { team: 'docs' } }),
  deployment('three', 'aws', { status: ready, labels: { team: 'field' } }, 'Review'),
  deployment('found', 'gone', { annotations: discovered }),
  deployment('leaving', 'tor1', { deletionTimestamp: '2026-11-20T11:59:00Z' }),
]
const table = new Table(
  'deployments',
  rowsOf('deployments', deployments, { deployments: [], runtimes }),
)
const list = (request: Partial<ListRequest> = {}) =>
  listOf(table, { search: '', facets: [], offset: 0, limit: 50, ...request })
const names = (request: Partial<ListRequest>) =>
  list(request).items.map(({ object }) => object.metadata.name)

test('a deployment shows what it runs and where, joined with its runtime', () => {
  expect(list().items[1]).toMatchObject({
    target: { kind: 'Agent', name: 'assistant', tag: 'latest' },
    runtime: { name: 'aws', type: 'BedrockAgentCore', platform: 'AWS', region: 'us-east-1' },
    origin: 'managed',
  })
  expect(list().items[3]).toMatchObject({
    origin: 'discovered',
    runtime: { name: 'gone', type: 'Kagent', platform: 'Kubernetes' },
  })
})

test.each([
  ['docs ONE', ['one']],
  ['team=docs aws', ['two']],
  ['review', ['three']],
  ['us-east-1 ready', ['two', 'three']],
  ['kubernetes discovered', ['found']],
  ['docs field', []],
])('search for "%s" takes every word anywhere in a row', (search, expected) => {
  expect(names({ search })).toEqual(expected)
})

test('a masked value can be neither seen nor searched for', () => {
  expect(names({ search: 'SITE' })).toEqual([])
  expect(list().items[0]?.object.spec['env']).toEqual({ SITE: mask })
})

test.each([
  [['runtime:aws'], ['two', 'three']],
  [
    ['runtime:aws', 'runtime:tor1', 'status:deployed'],
    ['one', 'three'],
  ],
  [['label:team=docs', 'label:team=field', 'label:tier=a'], ['one']],
  [['origin:discovered'], ['found']],
  [['type:Kagent', 'status:terminating'], ['leaving']],
  [['region:nowhere'], []],
])('facets %j leave %j', (facets, expected) => {
  expect(names({ facets })).toEqual(expected)
})

test('the counts of a facet leave out its own choice, and keep those of the others', () => {
  const { facets, total, all } = list({ facets: ['runtime:aws', 'status:failed'] })
  expect({ total, all }).toEqual({ total: 1, all: 5 })
  expect(facets['status']).toEqual({ failed: 1, deployed: 1 })
  expect(facets['runtime']).toEqual({ aws: 1 })
  expect(facets['label']).toEqual({ 'team=docs': 1 })
  expect(list({ facets: ['status:undeployed'] }).facets['status']).toMatchObject({ undeployed: 0 })
})

test('rows sort by a field either way, and pages are cut after that', () => {
  expect(names({ sort: 'name' })).toEqual(['found', 'leaving', 'one', 'three', 'two'])
  expect(names({ sort: '-name', offset: 1, limit: 2 })).toEqual(['three', 'one'])
  expect(names({ sort: 'status' })).toEqual(['two', 'found', 'leaving', 'one', 'three'])
  expect(() => names({ sort: 'constructor' })).toThrow('cannot be sorted by "constructor"')
  expect(() => names({ facets: ['nonsense'] })).toThrow('not like name:value')
})

test('runtimes count their deployments by origin, without those that are being deleted', () => {
  const at = { ...(deployments[3] ?? recordOf('x', 'x')), spec: { runtimeRef: { name: 'tor1' } } }
  const [tor1, aws] = rowsOf('runtimes', runtimes, {
    deployments: [...deployments, at],
    runtimes: [],
  })
  expect(tor1?.instances).toEqual({ managed: 1, discovered: 1 })
  expect(aws).toMatchObject({
    instances: { managed: 2, discovered: 0 },
    runtime: { platform: 'AWS' },
  })
})

const agent = (name: string, tag: string, day: number) =>
  recordOf('Agent', name, {}, { tag, updatedAt: `2026-11-0${day}T00:00:00Z` })

test('content is one row a name: the tag latest, or else what changed last', () => {
  const rows = rowsOf(
    'agents',
    [
      agent('assistant', '1.0', 3),
      agent('assistant', 'latest', 1),
      agent('b', '1.0', 1),
      agent('b', '2.0', 2),
    ],
    { deployments, runtimes: [] },
  )
  expect(rows).toMatchObject([
    { object: { metadata: { tag: 'latest' } }, tags: ['latest', '1.0'], deployments: 3 },
    { object: { metadata: { tag: '2.0' } }, tags: ['2.0', '1.0'], deployments: 0 },
  ])
})

test('tags stand by the time of their change, however Go has written its fraction, then by their number', () => {
  const all = [
    ['1.9.0', '.5'],
    ['2.0.0', '.512'],
    ['1.10.0', '.5'],
    ['0.1.0', ''],
  ].map(([tag = '', fraction = '']) =>
    recordOf('Agent', 'a', {}, { tag, updatedAt: `2026-11-01T00:00:00${fraction}Z` }),
  )
  const [row] = rowsOf('agents', all, { deployments: [], runtimes: [] })
  expect(row?.tags).toEqual(['2.0.0', '1.10.0', '1.9.0', '0.1.0'])
})

test('kinds and runtime types that nobody knows pass through', () => {
  const widget = recordOf('Widget', 'w', { anything: [1] })
  expect(rowsOf('widgets', [widget], { deployments: [], runtimes: [] })).toEqual([
    { object: widget },
  ])
  const odd = recordOf('Runtime', 'odd', { type: 'Quantum', config: { region: 'moon' } })
  expect(rowsOf('runtimes', [odd], { deployments: [], runtimes: [] })[0]?.runtime).toEqual({
    name: 'odd',
    type: 'Quantum',
    region: 'moon',
  })
})
