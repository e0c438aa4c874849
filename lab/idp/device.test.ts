import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { deviceGrant } from './clients.ts'
import { signIn } from './testing/codeFlow.ts'
import { type RunningIdp, startIdp } from './testing/running.ts'
import { Visitor, xsrf } from './testing/visitor.ts'

async function begin(idp: RunningIdp) {
  const { body } = await idp.asKagent('auth/device', { scope: 'openid' })
  const poll = () =>
    idp.asKagent('token', { grant_type: deviceGrant, device_code: String(body['device_code']) })
  return { poll, uri: String(body['verification_uri']), code: String(body['user_code']), body }
}

describe('letting a device in', () => {
  it('waits, asks who approves in any browser, and hands out that person’s tokens', async () => {
    const idp = await startIdp()
    const { poll, uri, code, body } = await begin(idp)
    expect(uri).toBe(`${idp.issuer}/device`)
    expect(body).toMatchObject({ interval: 1, expires_in: 600 })
    expect(await poll()).toEqual({
      status: 400,
      body: {
        error: 'authorization_pending',
        error_description: 'The authorization request is still pending',
      },
    })

    const visitor = new Visitor()
    await signIn(idp, visitor, 'presenter')
    const filled = await visitor.open(String(body['verification_uri_complete']))
    expect(filled.text).toContain(`value="${code}"`)
    const confirm = await visitor.post(uri, { xsrf: xsrf(filled), user_code: code })
    expect(confirm.text).toContain('the Parallax console will act as that person')
    const fields = { xsrf: xsrf(confirm), user_code: code, confirm: 'yes' }
    const login = await visitor.post(uri, fields)
    expect(login.text).toContain('signed in as <strong>presenter</strong>')
    const done = await visitor.post(login.url, { account: 'bob' })
    expect(done.text).toContain('The device now acts as bob.')

    const { body: tokens } = await poll()
    expect(decodeJwt(String(tokens['access_token']))).toMatchObject({
      preferred_username: 'bob',
      groups: ['field-trial'],
    })
    expect((await poll()).body['error']).toBe('invalid_grant')
  })

  it('takes no for an answer', async () => {
    const idp = await startIdp()
    const { poll, uri, code } = await begin(idp)
    const visitor = new Visitor()
    const page = await visitor.open(uri)
    const confirm = await visitor.post(uri, { xsrf: xsrf(page), user_code: code })
    const refused = await visitor.post(uri, {
      xsrf: xsrf(confirm),
      user_code: code,
      abort: 'yes',
    })
    expect(refused.text).toContain('Refused')
    expect((await poll()).body).toEqual({
      error: 'access_denied',
      error_description: 'The end user denied the authorization request',
    })
  })

  it('says what is wrong with a code that nobody waits for', async () => {
    const idp = await startIdp()
    const visitor = new Visitor()
    const uri = `${idp.issuer}/device`
    const page = await visitor.open(uri)
    const again = await visitor.post(uri, { xsrf: xsrf(page), user_code: 'BCDF-GHJK' })
    expect(again.text).toContain('No device is waiting with this code')
    expect(again.text).toContain('value="BCDF-GHJK"')
    expect(again.text).not.toMatch(/\son\w+=/)
  })
})
