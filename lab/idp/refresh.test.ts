import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { codeRequest, signIn } from './testing/codeFlow.ts'
import { type RunningIdp, passwordGrant, startIdp } from './testing/running.ts'
import { Visitor } from './testing/visitor.ts'

const refresh = (idp: RunningIdp, token: unknown) =>
  idp.token({ grant_type: 'refresh_token', client_id: 'kagent-cli', refresh_token: String(token) })

const isActive = async (idp: RunningIdp, token: unknown) =>
  (await idp.asKagent('token/introspect', { token: String(token) })).body['active']

describe('refreshing', () => {
  it('answers a new refresh token each time and keeps the sign-in', async () => {
    const idp = await startIdp()
    const first = await passwordGrant(idp, 'bob')
    const { status, body } = await refresh(idp, first.refresh_token)
    expect(status).toBe(200)
    expect(body['refresh_token']).not.toBe(first.refresh_token)
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      preferred_username: 'bob',
      groups: ['field-trial'],
      sid: decodeJwt(first.access_token)['sid'],
    })
  })

  it('ends the whole family when a used refresh token comes back', async () => {
    const idp = await startIdp()
    const first = await passwordGrant(idp, 'bob')
    const second = await refresh(idp, first.refresh_token)
    expect(await isActive(idp, second.body['access_token'])).toBe(true)
    expect(await refresh(idp, first.refresh_token)).toEqual({
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'Maximum allowed refresh token reuse exceeded',
      },
    })
    expect((await refresh(idp, second.body['refresh_token'])).body).toEqual({
      error: 'invalid_grant',
      error_description: 'Session not active',
    })
    expect(await isActive(idp, second.body['access_token'])).toBe(false)
  })

  it('is over when the refresh token has not been used for ten hours', async () => {
    const idp = await startIdp()
    const { access_token, refresh_token } = await passwordGrant(idp, 'bob')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 36_001_000 })
    onTestFinished(() => void vi.useRealTimers())
    expect(await isActive(idp, access_token)).toBe(false)
    expect((await refresh(idp, refresh_token)).body).toEqual({
      error: 'invalid_grant',
      error_description: 'Token is not active',
    })
  })

  it('survives a restart, with the same keys, in a file that only its owner reads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'idp-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const dataFile = join(folder, 'below', 'idp.sqlite')
    const origin = 'http://127.0.0.1:18080'
    const before = await startIdp({ dataFile, origin })
    const { access_token, refresh_token } = await passwordGrant(before, 'alice')
    const visitor = new Visitor()
    await signIn(before, visitor, 'bob')
    await before.close?.()

    const after = await startIdp({ dataFile, origin })
    expect((await refresh(after, refresh_token)).status).toBe(200)
    expect((await visitor.open(codeRequest(after).url)).url).toContain('?code=')
    const jwks = createRemoteJWKSet(new URL(after.endpoint('certs')))
    await expect(jwtVerify(access_token, jwks)).resolves.toBeTruthy()
    expect(statSync(dataFile).mode & 0o777).toBe(0o600)
  })
})

describe('rotating the keys', () => {
  it('signs with the new key, verifies with the old, and keeps refresh tokens', async () => {
    const idp = await startIdp()
    const old = await passwordGrant(idp, 'alice')
    const kid = await idp.rotateKeys()
    const jwks = createRemoteJWKSet(new URL(idp.endpoint('certs')))
    const verified = await jwtVerify(old.access_token, jwks)
    expect(verified.protectedHeader.kid).not.toBe(kid)

    const renewed = await refresh(idp, old.refresh_token)
    const fresh = await jwtVerify(String(renewed.body['access_token']), jwks)
    expect(fresh.protectedHeader.kid).toBe(kid)
    expect(await isActive(idp, old.access_token)).toBe(true)
  })
})
