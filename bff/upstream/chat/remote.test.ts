import { expect, test } from 'vitest'

import { recordOf } from '../../testing/registry.ts'
import { arnIn, kagentAgentIn, regionOf } from './remote.ts'

const annotation = 'runtimes.agentregistry.solo.io/kagent/remoteId'
const deployment = (status: Record<string, unknown>, annotations: Record<string, string> = {}) =>
  recordOf('Deployment', 'd', {}, { status, annotations })

const name = (status: Record<string, unknown>, annotations?: Record<string, string>) =>
  kagentAgentIn(deployment(status, annotations), 'My Agent_1')

test('the name at kagent is taken from the first place that has it', () => {
  const everywhere = {
    runtime: { id: 'first' },
    details: { runtimeMetadata: { remoteId: 'second', namespace: 'agents' }, remoteId: 'third' },
  }
  expect(name(everywhere).name).toBe('first')
  expect(name({ details: everywhere.details })).toEqual({ name: 'second', namespace: 'agents' })
  expect(name({ details: { remoteId: 'third' } }).name).toBe('third')
  expect(name({}, { [annotation]: 'fourth' }).name).toBe('fourth')
  expect(name({})).toEqual({ name: 'my-agent-1', namespace: undefined })
  expect(name({ runtime: { id: 'team/helper' } })).toEqual({ name: 'helper', namespace: 'team' })
})

test('an ARN is told by its form, wherever it stands, status first', () => {
  const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/helper-AbCdEf'
  const old = arn.replace('helper', 'older')
  const object = deployment({ details: { anything: [`at ${arn}`] } }, { note: old })
  expect(arnIn(object)).toBe(arn)
  expect(arnIn(deployment({}, { note: old }))).toBe(old)
  expect(arnIn(deployment({ arn: 'arn:aws:iam::111122223333:role/helper' }))).toBeUndefined()
  expect(regionOf(arn)).toBe('us-east-1')
})
