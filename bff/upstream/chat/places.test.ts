import { expect, test } from 'vitest'

import type { RegistryObject } from '../../contract.ts'
import type { ConfigText } from '../../testing/console.ts'
import { recordOf, startRegistry } from '../../testing/registry.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'
import { createRegistryClient } from '../registry/client.ts'
import { createChatPlaces } from './places.ts'

const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/helper-AbCdEf'
const ready = { conditions: [{ type: 'Ready', status: 'True' }] }
const spec = (runtime: string, more: Record<string, unknown> = {}) => ({
  targetRef: { kind: 'Agent', name: 'helper', tag: '1.0' },
  runtimeRef: { kind: 'Runtime', name: runtime },
  ...more,
})
const one = (name: string, of: Record<string, unknown>, status: Record<string, unknown> = ready) =>
  recordOf('Deployment', name, of, { status })

const deployments = [
  one('on-kagent', spec('tor1')),
  one('on-aws', spec('aws', { env: { MODEL_PROVIDER: 'bedrock' } }), {
    ...ready,
    details: { id: arn },
  }),
  one('no-arn', spec('aws', { env: { NOTE: arn } })),
  one('climbing', spec('tor1'), { ...ready, runtime: { id: '../..' } }),
  one('nameless', spec('tor1'), { ...ready, runtime: { id: 'helper', namespace: '..' } }),
  one('asking', spec('query')),
  one('elsewhere', spec('aws'), { ...ready, id: arn.replace('us-east-1', 'eu-west-1') }),
  one('foreign', spec('aws'), { ...ready, id: arn.replace('111122223333', '444455556666') }),
  one('far', spec('far')),
  one('lost', spec('gone')),
  one('other', spec('virtual')),
  one('odd', spec('constructor')),
  one('off', spec('tor1', { desiredState: 'undeployed' }), {}),
  one('starting', spec('tor1'), {
    conditions: [{ type: 'Progressing', status: 'True', message: 'pulling the image' }],
  }),
  one('server', spec('tor1', { targetRef: { kind: 'MCPServer', name: 'kb' } })),
]
const runtime = (name: string, type: string, config: Record<string, unknown> = {}) =>
  recordOf('Runtime', name, { type, config })

async function places(runtimes?: NonNullable<ConfigText['chat']>['runtimes']) {
  const records: Record<string, RegistryObject[]> = {
    deployments,
    agents: [recordOf('Agent', 'helper', { modelName: 'haiku' }, { tag: '1.0' })],
    runtimes: [
      runtime('tor1', 'Kagent', { kagentUrl: 'http://127.0.0.1:18083/', namespace: 'agents' }),
      runtime('far', 'kagent', { kagentUrl: 'http://169.254.169.254/latest' }),
      runtime('query', 'Kagent', { kagentUrl: 'http://127.0.0.1:18083/api/other?rest=' }),
      runtime('aws', 'BedrockAgentCore', {
        region: 'us-east-1',
        roleArn: 'arn:aws:iam::111122223333:role/AgentRegistryAccess',
      }),
      runtime('virtual', 'Virtual'),
      runtime('constructor', 'Kagent'),
    ],
  }
  const { origin } = await startRegistry(records)
  const registry = { url: origin, personas: ['alice', 'bob'], default: 'bob', reach: ['http://127.0.0.1:18083'] } // prettier-ignore
  const made = upstreamOf({ registry, chat: { ...(runtimes && { runtimes }), offlineModel: true } })
  const shared = { ...made, pools: made.upstream.pools, recorder: made.exchanges }
  const found = createChatPlaces({ ...shared, client: createRegistryClient(shared) })
  return (deployment: string, persona = 'alice') =>
    found.find({ signIn: signInOf('presenter'), persona, deployment, namespace: 'default' })
}

const direct = {
  tor1: { via: 'kagent' },
  query: { via: 'kagent' },
  far: { via: 'kagent' },
  gone: { via: 'kagent' },
  virtual: { via: 'agentcore' },
  aws: { via: 'agentcore' },
} as const

test('a place is read from the records, and says what can be done there', async () => {
  const find = await places(direct)
  expect(await find('on-kagent')).toMatchObject({
    place: {
      controllerUrl: 'http://127.0.0.1:18083/',
      remoteNamespace: 'agents',
      remoteId: 'helper',
      offlineModel: true,
    },
    target: {
      agent: { name: 'helper', tag: '1.0', model: 'haiku' },
      runtimeType: 'Kagent',
      adapter: 'kagent-a2a',
      personas: ['bob', 'alice'],
      available: true,
      canEndSession: false,
      offlineModel: true,
    },
  })
  expect(await find('on-aws')).toMatchObject({
    place: { remoteId: arn, region: 'us-east-1' },
    target: { adapter: 'agentcore', canEndSession: true, offlineModel: false },
  })
})

test('without a setting the registry is asked, whatever the runtime', async () => {
  const find = await places()
  for (const name of ['on-kagent', 'on-aws', 'far', 'other', 'odd'])
    expect((await find(name)).target).toMatchObject({ adapter: 'registry-a2a', available: true })
})

test.each([
  [
    'far',
    /at http:\/\/169\.254\.169\.254, which this console may not ask\. Add it to registry\.reach/,
  ],
  ['climbing', /^The record of climbing names an agent that kagent cannot have: "\.\.\/\.\."\.$/],
  ['nameless', /^The record of nameless names an agent that kagent cannot have: "\.\.\/helper"\.$/],
  ['asking', /^The address in the Runtime query has a query, to which nothing can be added\.$/],
  ['lost', /^The Runtime gone is gone, or this persona may not see it/],
  [
    'other',
    /^The Runtime virtual is of type Virtual; chat\.runtimes\.virtual\.via is for BedrockAgentCore/,
  ],
  ['no-arn', /^The record of no-arn does not name the ARN/],
  ['elsewhere', /^elsewhere runs in eu-west-1; chat\.runtimes\.aws\.region is us-east-1\.$/],
  [
    'foreign',
    /^foreign names an agent of the AWS account 444455556666; the Runtime aws is of 111122223333\.$/,
  ],
  ['off', /^off is undeployed\. Deploy it again/],
  ['starting', /^starting is not ready: Progressing \(pulling the image\)\.$/],
  ['server', /^server is an MCP server, which has tools and no conversation\.$/],
])('%s cannot be asked, and says why', async (name, reason) => {
  const { target, place } = await (await places(direct))(name)
  expect([target.available, place]).toEqual([false, null])
  expect(target.reason).toMatch(reason)
})

test('an address of the configuration stands over the one in the record', async () => {
  const find = await places({ far: { via: 'kagent', endpoint: 'http://127.0.0.1:9' } })
  expect((await find('far')).place).toMatchObject({ controllerUrl: 'http://127.0.0.1:9' })
})

test('what is not there and who is not known are refused', async () => {
  const find = await places()
  await expect(find('nobody')).rejects.toMatchObject({ status: 404 })
  await expect(find('on-kagent', 'eve')).rejects.toMatchObject({ code: 'persona_unknown' })
  await expect(find('on-kagent', '')).rejects.toMatchObject({ code: 'persona_unknown' })
})
