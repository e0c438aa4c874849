import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { featuresOf } from './features.ts'
import { openTarget } from './target.ts'

const target = await openTarget()
const has = await featuresOf(target)
const { send, token, apply } = client(target)
afterAll(() => target.close())

describe('without a token', () => {
  test.each([
    ['/v0/ping', { pong: true }],
    ['/v0/health', { status: 'ok' }],
    [
      '/v0/version',
      {
        version: expect.stringMatching(/./),
        git_commit: expect.stringMatching(/./),
        build_time: expect.stringMatching(/./),
      },
    ],
  ])('%s answers everybody', async (path, body) => {
    const answer = await send(path, { as: null })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject(body)
  })

  test
    .skipIf(!has.auth)
    .each([
      '/v0/agents',
      '/v0/deployments',
      '/v0/runtimes/kagent-tor1',
      '/v0/user/whoami',
      '/v0/accesspolicies',
      '/v0/approve',
    ])('%s is 401 in plain text', async (path) => {
    const answer = await send(path, { as: null })
    expect(answer.status).toBe(401)
    expect(answer.text).toBe('Unauthorized')
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  })

  test.skipIf(!has.auth)('apply is 401, whatever it would have applied', async () => {
    expect((await apply('kind: Runtime', { as: null })).status).toBe(401)
  })

  test.skipIf(!has.auth)('a token of nobody is 401 as well', async () => {
    expect((await send('/v0/agents', { bearer: 'not.a.token' })).status).toBe(401)
  })
})

describe.skipIf(!has.demoAuth)('the demo identity provider', () => {
  test('advertises an issuer that is not its address', async () => {
    const { body } = await send('/api/autoauth/.well-known/openid-configuration', { as: null })
    expect(body).toMatchObject({
      issuer: 'http://localhost:8080/api/autoauth',
      grant_types_supported: ['client_credentials'],
    })
  })

  test.each(['admin', 'engineering', 'docs', 'security', 'viewer', 'norole'])(
    'gives %s a token for the form of the walk-through',
    async (profile) => {
      const claims = decodeJwt(await token(profile))
      expect(claims).toMatchObject({ iss: 'http://localhost:8080/api/autoauth', sub: profile })
      expect(claims['Groups']).toEqual(profile === 'norole' ? [] : [profile])
      expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeGreaterThanOrEqual(3_600)
    },
  )

  test.each([
    ['grant_type=password&client_id=admin', 400, 'unsupported_grant_type'],
    ['grant_type=client_credentials&client_id=mallory', 401, 'invalid_client'],
  ])('refuses %s', async (body, status, error) => {
    const answer = await send('/api/autoauth/oauth/token', {
      method: 'POST',
      as: null,
      type: 'application/x-www-form-urlencoded',
      body,
    })
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error })
  })
})

describe.skipIf(!has.whoami || !has.demoAuth)('whoami', () => {
  test('names the subject, whose roles a superuser has without a policy', async () => {
    const { body } = await send('/v0/user/whoami')
    expect(body).toMatchObject({
      subject: 'admin',
      issuer: 'http://localhost:8080/api/autoauth',
      mappedRoles: ['admin'],
      isSuperuser: true,
    })
  })

  test.skipIf(!has.labSeed)('resolves a role that has a policy, with what it grants', async () => {
    const { body } = await send('/v0/user/whoami', { as: 'docs' })
    expect(body).toMatchObject({
      subject: 'docs',
      isSuperuser: false,
      resolvedRoles: [{ name: 'docs', permissions: expect.arrayContaining([]) }],
      unresolvedRoles: [],
    })
  })

  test('has empty lists for norole', async () => {
    const { body } = await send('/v0/user/whoami', { as: 'norole' })
    expect(body).toMatchObject({ mappedRoles: [], resolvedRoles: [], unresolvedRoles: [] })
  })
})

/** How many agents a profile is shown. */
const agentsOf = async (as: string) =>
  JSON.stringify((await send('/v0/agents', { as })).body).match(/"name":"[\w-]+","uid"/g)?.length

describe.skipIf(!has.auth || !has.demoAuth)('default deny', () => {
  test.each(['agents', 'mcpservers', 'skills', 'prompts', 'models', 'runtimes', 'deployments'])(
    'norole is shown no %s and told nothing',
    async (plural) => {
      const answer = await send(`/v0/${plural}`, { as: 'norole' })
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual({ items: [] })
    },
  )

  test('by name, what may not be read is 403, there or not', async () => {
    for (const path of ['/v0/agents/solofieldassistant', '/v0/agents/no-such-agent']) {
      const answer = await send(path, { as: 'norole' })
      expect(answer.status).toBe(403)
      expect(answer.body).toEqual({ title: 'Forbidden', status: 403, detail: 'forbidden' })
    }
  })

  test.each(['accesspolicies', 'runtimeaccesspolicies'])(
    '%s are for registry admins alone',
    async (plural) => {
      const answer = await send(`/v0/${plural}`, { as: 'viewer' })
      expect(answer.status).toBe(403)
      expect(answer.body).toMatchObject({ detail: 'registry admin required' })
      expect((await send(`/v0/${plural}`)).status).toBe(200)
    },
  )

  test.skipIf(!has.labSeed)('each profile sees its own part of the catalogue', async () => {
    expect(await agentsOf('admin')).toBe(12)
    expect(await agentsOf('engineering')).toBe(12)
    expect(await agentsOf('docs')).toBe(5)
  })

  test.skipIf(!has.labSeed)('deployments are as visible as their targets', async () => {
    const { text } = await send('/v0/deployments', { as: 'docs' })
    expect(text).toContain('release-notes-kagent')
    expect(text).not.toContain('solofieldassistant')
  })
})
