import { expect, test } from 'vitest'

import {
  agentCoreOf,
  agentCoreTroubles,
  kagentOf,
  kagentStart,
  kagentTroubles,
  urlTrouble,
} from './newRuntime.ts'

const kagent = {
  ...kagentStart,
  name: 'kagent-tor1',
  kagentUrl: 'http://kagent-controller.kagent:8083',
}
const agentCore = {
  name: 'aws-agentcore',
  accountId: '111122223333',
  region: 'us-east-1',
  roleArn: 'arn:aws:iam::111122223333:role/AgentRegistryAccess',
  externalId: 'x',
}

test('the Runtimes of the walk-through are right as they are, and become its YAML', () => {
  expect(kagentTroubles(kagent)).toEqual({})
  expect(agentCoreTroubles(agentCore)).toEqual({})
  expect(kagentOf(kagent)).toEqual({
    apiVersion: 'ar.dev/v1alpha1',
    kind: 'Runtime',
    metadata: { name: 'kagent-tor1' },
    spec: {
      type: 'Kagent',
      config: { kagentUrl: 'http://kagent-controller.kagent:8083', namespace: 'kagent' },
    },
  })
  expect(agentCoreOf(agentCore).spec.config).toEqual({
    roleArn: agentCore.roleArn,
    externalId: 'x',
    region: 'us-east-1',
  })
})

test.each([
  ['', 'required'],
  ['kagent:8083', 'http and https'],
  ['no url', 'no URL'],
  ['ftp://a', 'http and https'],
  ['http://a/?x=1', 'query'],
  ['http://a/#x', 'fragment'],
  ['http://me:secret@a', 'Credentials'],
])('%j is refused as a URL', (text, words) => {
  expect(urlTrouble(text)).toContain(words)
})

test('one field of the sign-in asks for the other three, and all four reach the document', () => {
  const half = { ...kagent, issuer: 'http://idp/realms/solo' }
  expect(Object.keys(kagentTroubles(half))).toEqual(['clientId', 'secretName', 'secretKey'])
  const whole = { ...half, clientId: 'kagent', secretName: 'kagent-oidc', secretKey: 'secret' }
  expect(kagentTroubles(whole)).toEqual({})
  expect(kagentOf(whole).spec.config).toMatchObject({
    auth: { oidc: { clientSecretRef: { name: 'kagent-oidc', key: 'secret' } } },
  })
})

test('a role of another account is told with both accounts', () => {
  const { roleArn } = agentCoreTroubles({ ...agentCore, accountId: '999900001111' })
  expect(roleArn).toContain('111122223333')
  expect(roleArn).toContain('999900001111')
})

test.each([
  ['accountId', '1234'],
  ['region', 'Virginia'],
  ['roleArn', 'arn:aws:iam::111122223333:user/me'],
  ['externalId', ''],
  ['name', 'AWS'],
] as const)('%s %j is said at its field', (field, value) => {
  expect(agentCoreTroubles({ ...agentCore, [field]: value })[field]).toBeTruthy()
})

test.each([
  'arn:aws-us-gov:iam::111122223333:role/path/to/Role',
  'arn:aws-cn:iam::111122223333:role/R',
])('%s is a role', (roleArn) => {
  expect(agentCoreTroubles({ ...agentCore, roleArn }).roleArn).toBeUndefined()
})
