import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { startOwn } from './target.ts'

const { privateKey, publicKey } = await generateKeyPair('RS256')
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] }
const provider = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(jwks))
}).listen(0, '127.0.0.1')
await once(provider, 'listening')
const { port } = provider.address() as AddressInfo // a TCP server that listens has one
const issuer = `http://127.0.0.1:${port}/realms/solo`

const target = await startOwn({
  oidc: {
    issuer,
    jwksUri: `${issuer}/protocol/openid-connect/certs`,
    audience: 'kagent',
    roleClaim: 'groups',
    superuserRole: 'field-admin',
  },
})
const { send } = client(target)
afterAll(async () => {
  provider.close()
  provider.closeAllConnections()
  await target.close()
})

/** What the registry's clock says; the tests never turn it. */
const now = Date.parse('2026-08-14T09:00:00Z') / 1_000

const token = (
  name: string,
  claims: Record<string, unknown>,
  { audience = 'kagent', expires = now + 300, iss = issuer } = {},
) =>
  new SignJWT({ preferred_username: name, email: `${name}@example.com`, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuer(iss)
    .setAudience(audience)
    .setSubject(`id-of-${name}`)
    .setIssuedAt(now)
    .setExpirationTime(expires)
    .sign(privateKey)

describe('a real identity provider', () => {
  test('its superuser role needs no policy', async () => {
    const bearer = await token('carol', { groups: ['field-admin'] })
    expect((await send('/v0/user/whoami', { bearer })).body).toMatchObject({
      subject: 'id-of-carol',
      email: 'carol@example.com',
      issuer,
      mappedRoles: ['field-admin'],
      isSuperuser: true,
    })
    expect((await send('/v0/accesspolicies', { bearer })).status).toBe(200)
  })

  test.each([
    ['alice', ['field-fte'], 12, true],
    ['bob', ['field-trial'], 1, false],
    ['dave', [], 0, false],
  ])('%s reads what their group deserves', async (name, groups, count, mayDeploy) => {
    const bearer = await token(name, { groups })
    const { text } = await send('/v0/agents', { bearer })
    expect(text.match(/"kind":"Agent"/g)?.length ?? 0).toBe(count)
    const { text: whoami } = await send('/v0/user/whoami', { bearer })
    expect(whoami.includes('registry:deploy')).toBe(mayDeploy)
  })

  test('roles in a claim of another name are no roles', async () => {
    const bearer = await token('alice', { Groups: ['field-fte'] })
    expect((await send('/v0/user/whoami', { bearer })).body).toMatchObject({ mappedRoles: [] })
    expect((await send('/v0/agents', { bearer })).body).toEqual({ items: [] })
  })

  test.each([
    ['for another audience', { audience: 'account' }],
    ['that has expired', { expires: now - 1 }],
    ['of another issuer', { iss: 'http://127.0.0.1:1/realms/solo' }],
  ])('a token %s is 401', async (_what, options) => {
    const bearer = await token('alice', { groups: ['field-fte'] }, options)
    expect((await send('/v0/agents', { bearer })).status).toBe(401)
  })

  test('the demo provider’s tokens go on being accepted', async () => {
    expect((await send('/v0/agents')).status).toBe(200)
  })
})

test('the demo provider’s role claim can be named otherwise', async () => {
  const other = await startOwn({ roleClaim: 'groups' })
  const { body } = await client(other).send('/v0/user/whoami', { as: 'docs' })
  expect(body).toMatchObject({ mappedRoles: ['docs'] })
  await other.close()
})
