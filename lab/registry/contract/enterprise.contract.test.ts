import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { client } from './client.ts'
import { featuresOf } from './features.ts'
import { agent, unique } from './manifests.ts'
import { openTarget, startOwn } from './target.ts'

const target = await openTarget()
const has = await featuresOf(target)
const { send } = client(target)
afterAll(() => target.close())

const setup = (json: unknown, as = 'admin') =>
  send('/v0/platforms/aws/setup', { method: 'POST', json, as })

const idOf = async (awsAccountId: string) =>
  /"externalId":"(\w+)"/.exec((await setup({ awsAccountId })).text)?.[1]

describe.skipIf(!has.whoami)('setting up an AWS account', () => {
  test('answers a template whose role trusts the registry only with the external id', async () => {
    const { status, body } = await setup({ awsAccountId: '111122223333', roleName: 'MyRole' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      expectedRoleName: 'MyRole',
      externalId: expect.stringMatching(/^[0-9a-f-]{16,}$/),
      quickCreateUrl: expect.stringMatching(/^https:\/\/[\w.-]*console\.aws\.amazon\.com\//),
    })
    const { cloudFormationYaml, externalId }: Record<string, string> = JSON.parse(
      JSON.stringify(body),
    )
    expect(parse(cloudFormationYaml ?? '')).toMatchObject({
      AWSTemplateFormatVersion: '2010-09-09',
      Parameters: { ExternalId: { Default: externalId } },
      Resources: {
        AgentRegistryRole: {
          Properties: {
            AssumeRolePolicyDocument: {
              Statement: [
                { Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } } },
              ],
            },
          },
        },
      },
      Outputs: { RoleArn: {}, ExternalId: {} },
    })
  })

  test('the same account gets the same external id, another one another', async () => {
    expect(await idOf('111122223333')).toBe(await idOf('111122223333'))
    expect(await idOf('111122223333')).not.toBe(await idOf('444455556666'))
  })

  test.each([[{ awsAccountId: '12' }], [{}]])('%j is 422', async (json) => {
    const answer = await setup(json)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      detail: 'validation failed',
      errors: [{ location: 'body.awsAccountId' }],
    })
  })

  test.skipIf(!has.demoAuth)('is for those who may publish any runtime', async () => {
    expect((await setup({ awsAccountId: '111122223333' }, 'viewer')).status).toBe(403)
  })
})

test.skipIf(!has.whoami)(
  'the token provider publishes its keys, and only their public half',
  async () => {
    const { body, text } = await send('/v0/token-provider/jwks.json', { as: null })
    expect(body).toMatchObject({ keys: [{ kty: 'RSA', kid: expect.stringMatching(/./) }] })
    expect(text).not.toMatch(/"(d|p|q)":/)
  },
)

describe('with approvals required', async () => {
  const own = await startOwn({ requireApproval: true })
  const as = client(own)
  afterAll(() => own.close())

  test('a new agent is staged, listed for an admin, and published when approved', async () => {
    const name = unique()
    const staged = await as.apply(agent(name), { as: 'engineering' })
    expect(staged.body).toMatchObject({ results: [{ status: 'staged' }] })
    expect((await as.send(`/v0/agents/${name}`)).status).toBe(404)
    expect((await as.send('/v0/approve', { as: 'engineering' })).body).toMatchObject({
      detail: 'registry admin required',
    })
    expect((await as.send('/v0/approve')).body).toMatchObject({
      items: [{ kind: 'Agent', metadata: { name } }],
    })
    const approve = { action: 'approve', items: [{ kind: 'Agent', name, tag: 'latest' }] }
    const answer = await as.send('/v0/approve', { method: 'POST', json: approve })
    expect(answer.body).toMatchObject({ results: [{ name, status: 'created' }] })
    expect((await as.send(`/v0/agents/${name}`)).status).toBe(200)
    expect((await as.send('/v0/approve')).body).toEqual({ items: [] })
  })

  test('a rejected one is gone', async () => {
    const name = unique()
    await as.apply(agent(name), { as: 'engineering' })
    const reject = { action: 'reject', items: [{ kind: 'Agent', name }] }
    await as.send('/v0/approve', { method: 'POST', json: reject })
    expect((await as.send('/v0/approve')).body).toEqual({ items: [] })
    expect((await as.send(`/v0/agents/${name}`)).status).toBe(404)
    expect((await as.send('/v0/approve', { method: 'POST', json: reject })).body).toMatchObject({
      results: [{ status: 'failed', error: `not found: default/${name}` }],
    })
  })

  test('a superuser publishes at once', async () => {
    expect((await as.apply(agent(unique()))).body).toMatchObject({
      results: [{ status: 'created' }],
    })
  })
})
