import { expect, test } from 'vitest'

import { dependants, sayDeletion } from './deletion.ts'
import { recordOf } from './testing.ts'

const deployment = (name: string, tag: string, metadata = {}) =>
  recordOf('Deployment', name, { metadata, target: { kind: 'Agent', name: 'bot', tag } })
const detail = (kind: string, tag?: string) => ({
  ...recordOf(kind, 'bot', tag === undefined ? {} : { metadata: { tag } }),
  related: [
    deployment('old', '1.0.0'),
    deployment('new', 'latest'),
    deployment('leaving', 'latest', { deletionTimestamp: '2026-11-20T09:00:00Z' }),
  ],
  masked: [],
  yaml: '',
})
const names = (kind: 'agents' | 'runtimes' | 'deployments', of: ReturnType<typeof detail>) =>
  dependants(kind, of).map(({ object }) => object.metadata.name)

test('a tag is needed by those Deployments that name it, not by those of other tags', () => {
  expect(names('agents', detail('Agent', 'latest'))).toEqual(['new'])
})

test('a runtime is needed by every Deployment on it that is not leaving', () => {
  expect(names('runtimes', detail('Runtime'))).toEqual(['old', 'new'])
})

test('nothing depends on a Deployment', () => {
  expect(names('deployments', detail('Deployment'))).toEqual([])
})

test('undeploying says who removes what, and what stays', () => {
  const words = sayDeletion('deployments', {
    ...detail('Deployment'),
    runtime: { name: 'kagent-tor1' },
  })
  expect(words).toContain('kagent-tor1 is told to remove the workload')
  expect(words).toContain('stay')
})

test('deleting a runtime warns of workloads that nobody can remove any more', () => {
  expect(sayDeletion('runtimes', detail('Runtime'))).toContain('can no longer reach it')
})
