import { expect, test } from 'vitest'

import { recordOf } from '../../records/testing.ts'
import { chooseDeployments } from './choose.ts'

const ready = (name: string, agent: string, runtime: string) =>
  recordOf('Deployment', name, {
    target: { kind: 'Agent', name: agent, tag: 'latest' },
    runtime: { name: runtime },
  })
const all = [
  ready('alone', 'other', 'kagent'),
  ready('sfa-agentcore', 'sfa', 'aws'),
  ready('sfa-kagent', 'sfa', 'kagent'),
]

test('without a choice it is the agent that runs in the most places', () => {
  expect(chooseDeployments([], all)).toEqual(['sfa-agentcore', 'sfa-kagent'])
})

test('one that was asked for gets its twin on another runtime', () => {
  expect(chooseDeployments(['sfa-kagent'], all)).toEqual(['sfa-kagent', 'sfa-agentcore'])
  expect(chooseDeployments(['alone'], all)[1]).toBe('sfa-agentcore')
})

test('what was asked for stays, ready or not', () => {
  expect(chooseDeployments(['gone', 'sfa-kagent'], all)).toEqual(['gone', 'sfa-kagent'])
  expect(chooseDeployments(['gone'], all)).toHaveLength(2)
})

test('where there are fewer than two there is no comparison', () => {
  expect(chooseDeployments([], all.slice(0, 1))).toEqual(['alone'])
  expect(chooseDeployments([], [])).toEqual([])
})
