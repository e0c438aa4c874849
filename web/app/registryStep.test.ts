import { expect, test } from 'vitest'

import type { RecordView } from '#bff'

import { registryStep } from './registryStep.ts'

const agent = (name: string, deployments: number): RecordView => ({
  object: { apiVersion: 'ar.dev/v1alpha1', kind: 'Agent', metadata: { name }, spec: {} },
  deployments,
})

test('of the agents that run more than once the one of the walk-through is shown', () => {
  const agents = [agent('release-notes', 3), agent('solofieldassistant', 2)]
  expect(registryStep(agents).to).toBe('/catalog/agents/solofieldassistant')
  expect(registryStep(agents).title).toBe('See solofieldassistant in two places')
  expect(registryStep(agents.slice(0, 1)).to).toBe('/catalog/agents/release-notes')
})

test('an agent that runs once is nothing to compare, so all that runs is shown', () => {
  expect(registryStep([agent('solofieldassistant', 1)]).to).toBe('/instances')
  expect(registryStep([]).to).toBe('/instances')
})
