import { expect, test } from 'vitest'

import { diffDeployments, sayDiff } from './diffDeployments.ts'
import { recordOf } from './testing.ts'

const deployment = (runtime: string, env: Record<string, string> = {}, tag?: string) =>
  recordOf('Deployment', `bot-${runtime}`, {
    spec: {
      targetRef: { kind: 'Agent', name: 'bot', ...(tag !== undefined && { tag }) },
      runtimeRef: { kind: 'Runtime', name: runtime },
      env,
    },
  })
const masked = { AWS_REGION: '••••' }

test('of the two Deployments of the walk-through only runtimeRef differs', () => {
  const rows = diffDeployments([deployment('kagent-tor1'), deployment('aws-agentcore')])
  expect(rows.filter(({ state }) => state !== 'same')).toEqual([
    { path: 'runtimeRef.name', values: ['kagent-tor1', 'aws-agentcore'], state: 'differs' },
  ])
  expect(sayDiff(rows)).toBe('Only runtimeRef differs.')
})

test('masked values prove nothing, and the sentence says so', () => {
  const rows = diffDeployments([deployment('a', masked), deployment('a', masked)])
  expect(rows.at(-1)).toMatchObject({ path: 'env.AWS_REGION', state: 'masked' })
  expect(sayDiff(rows)).toBe('Nothing readable differs. One masked value is not compared.')
})

test('revealed values are compared like any other', () => {
  const rows = diffDeployments(
    [deployment('a', masked), deployment('b', masked)],
    [{ 'spec.env.AWS_REGION': 'us-east-1' }, { 'spec.env.AWS_REGION': 'eu-central-1' }],
  )
  expect(sayDiff(rows)).toBe('Only runtimeRef and env differ.')
})

test('no tag and the tag latest are the same', () => {
  const rows = diffDeployments([deployment('a'), deployment('a', {}, 'latest')])
  expect(rows.find(({ path }) => path === 'targetRef.tag')?.state).toBe('same')
})

test('what one of them does not say differs from what the other says', () => {
  const rows = diffDeployments([deployment('a'), deployment('a', { DEBUG: '1' })])
  expect(rows.at(-1)).toEqual({ path: 'env.DEBUG', values: [undefined, '1'], state: 'differs' })
})

test('what runs stands first, then where, then fields that nobody knows, and env', () => {
  const odd = recordOf('Deployment', 'x', {
    spec: {
      env: { A: '1' },
      harness: { type: 'h' },
      runtimeRef: { name: 'r' },
      targetRef: { name: 't' },
    },
  })
  expect(diffDeployments([odd]).map(({ path }) => path)).toEqual([
    'targetRef.name',
    'targetRef.tag',
    'runtimeRef.name',
    'env.A',
    'harness.type',
  ])
})
