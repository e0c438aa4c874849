import { expect, test } from 'vitest'

import { recordOf, startRegistry } from '../../testing/registry.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'

const caller = { persona: 'alice', signIn: signInOf('presenter') }
const deployment = (name: string, rest: Parameters<typeof recordOf>[3] = {}) =>
  recordOf(
    'Deployment',
    name,
    { targetRef: { kind: 'Agent', name: 'assistant' }, runtimeRef: { name: 'tor1' } },
    rest,
  )

async function registryWith() {
  const discovered = { 'agentregistry.solo.io/origin': 'discovered' }
  const double = await startRegistry({
    agents: ['latest', '1.0'].map((tag) => recordOf('Agent', 'assistant', {}, { tag })),
    runtimes: [recordOf('Runtime', 'tor1', { type: 'Kagent' })],
    deployments: [
      deployment('one'),
      deployment('two', { deletionTimestamp: '2026-11-20T11:00:00Z' }),
      deployment('found', { annotations: discovered }),
    ],
    prompts: [recordOf('Prompt', 'alone', {}, { tag: 'latest' })],
  })
  const { upstream } = upstreamOf({ registry: { url: double.origin, personas: ['alice'] } })
  const deletes = () => double.requests.filter((line) => line.startsWith('DELETE'))
  return { double, registry: upstream.registry, deletes }
}

test('one tag goes alone, and the others are named', async () => {
  const { registry, deletes } = await registryWith()
  const place = { kind: 'agents', name: 'assistant', tag: '1.0' }
  expect(await registry.remove(caller, place)).toEqual(['Other tags stay: latest.'])
  expect(deletes()).toEqual(['DELETE /v0/agents/assistant/1.0?namespace=default'])
})

test('without a tag all of them go, and those who named it are told', async () => {
  const { registry, deletes } = await registryWith()
  expect(await registry.remove(caller, { kind: 'agents', name: 'assistant' })).toEqual([
    '2 records still name assistant: one, found. What already runs keeps running; the next reconcile reports ReferencePending.',
  ])
  expect(deletes()).toHaveLength(2)
})

test('a runtime leaves the workloads of its deployments behind', async () => {
  const { registry } = await registryWith()
  const [sentence] = await registry.remove(caller, { kind: 'runtimes', name: 'tor1' })
  expect(sentence).toMatch(/^2 deployments named this runtime: one, found\. .* keeps running there/)
})

test('a deployment leaves its row for a while, and what it named', async () => {
  const { registry } = await registryWith()
  expect(await registry.remove(caller, { kind: 'deployments', name: 'one' })).toEqual([
    'The row stays, as terminating, until tor1 has removed the workload; until then its name is taken.',
    'The Agent assistant and the Runtime tor1 stay.',
  ])
})

test('what nobody names leaves nothing behind', async () => {
  const { registry } = await registryWith()
  expect(await registry.remove(caller, { kind: 'prompts', name: 'alone' })).toEqual([])
})

test('what was found on a runtime is neither deleted nor reconciled', async () => {
  const { registry, double, deletes } = await registryWith()
  const place = { kind: 'deployments', name: 'found' }
  await expect(registry.remove(caller, place)).rejects.toMatchObject({
    status: 409,
    code: 'conflict',
  })
  await expect(registry.reconcile(caller, place)).rejects.toMatchObject({ code: 'conflict' })
  expect([...deletes(), ...double.bodies]).toEqual([])
})

test('reconcile writes the record as it is, without its status, and a new mark to start over', async () => {
  const { registry, double } = await registryWith()
  await registry.reconcile(caller, { kind: 'deployments', name: 'one' })
  expect(JSON.parse(double.bodies[0] ?? '')).toEqual({
    apiVersion: 'ar.dev/v1alpha1',
    kind: 'Deployment',
    metadata: {
      name: 'one',
      annotations: { 'reconcile.agentregistry.dev/force': '2026-11-20T12:00:00.000Z' },
    },
    spec: deployment('one').spec,
  })
  expect(double.requests).toContain('PUT /v0/deployments/one?namespace=default')
})
