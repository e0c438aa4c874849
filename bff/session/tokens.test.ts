import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import type { Services } from '../env.ts'
import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'
import type { SignIn } from './types.ts'

/** Milliseconds; shorter than a sign-in may be idle. */
const life = 10 * 60_000

/** One or more BFFs over one store, and somebody who is signed in with the persona `guest`. */
async function start({ replicas = 1 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-tokens-'))
  const idp = await startIdentityProvider()
  idp.lifetime = life / 1_000
  const consoles: Awaited<ReturnType<typeof startConsole>>[] = []
  for (let index = 0; index < replicas; index++)
    consoles.push(await startConsole(configFor(idp.issuer), { data: folder }))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [first] = consoles
  if (first === undefined) throw new Error('at least one replica')
  const browser = first.browser()
  await browser.signIn()
  await browser.signIn({ persona: 'guest' })
  const cookie = browser.cookies.get('__Host-Http-sid')?.value ?? ''
  const signIn = await first.services.signIns.find(cookie, false)
  if (signIn === null) throw new Error('the sign-in is there')
  idp.tokenForms.length = 0
  const services = consoles.map((console) => console.services)
  const later = (ms: number) => {
    for (const console of consoles) console.time.ahead += ms
  }
  return { idp, browser, signIn, services, first: first.services, later }
}

const ask = (services: Services, signIn: SignIn, times: number) =>
  Promise.all(Array.from({ length: times }, () => services.tokens.get('guest', signIn)))

test('a token with time left is given as it is, without a question', async () => {
  const { first, signIn, idp, later } = await start()
  later(life - 65_000)
  await ask(first, signIn, 3)
  expect(idp.tokenForms).toEqual([])
})

test('a minute before its end a token is refreshed', async () => {
  const { first, signIn, idp, later } = await start()
  later(life - 59_000)
  await ask(first, signIn, 1)
  expect(idp.tokenForms).toMatchObject([{ grant_type: 'refresh_token' }])
})

test('T13: ten who ask at the same time for an expired token cause one refresh', async () => {
  const { first, signIn, idp, later } = await start()
  later(life + 1)
  const tokens = await ask(first, signIn, 10)
  expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1)
  expect(idp.tokenForms).toHaveLength(1)
})

test('T14: three processes with ten callers each cause one refresh, and the family lives', async () => {
  const { services, signIn, idp, later } = await start({ replicas: 3 })
  for (const round of [1, 2]) {
    later(life + 1)
    const all = await Promise.all(services.map((replica) => ask(replica, signIn, 10)))
    expect(new Set(all.flat().map(({ accessToken }) => accessToken)).size).toBe(1)
    expect(idp.tokenForms).toHaveLength(round)
  }
})

test.each([
  ['this process', 0],
  ['another process', 1],
])('what a refresh of %s brings is kept when the sign-in got a new id', async (_, replica) => {
  const { services, signIn, browser, idp, later, ...rest } = await start({ replicas: 2 })
  const first = services[replica] ?? rest.first
  later(life + 1)
  const gate = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  idp.beforeAnswer = (form) => {
    if (form['grant_type'] !== 'refresh_token') return undefined
    asked.resolve()
    return gate.promise
  }
  const refreshing = first.tokens.get('guest', signIn)
  await asked.promise
  await browser.signIn({ persona: 'second' })
  const cookie = browser.cookies.get('__Host-Http-sid')?.value ?? ''
  const moved = await first.signIns.find(cookie, false)
  expect(moved?.id).not.toBe(signIn.id)
  const meanwhile = first.tokens.get('guest', moved ?? signIn)
  gate.resolve()
  const { accessToken } = await refreshing
  expect(await meanwhile).toMatchObject({ accessToken })
  expect(await first.tokens.get('guest', moved ?? signIn)).toMatchObject({ accessToken })
  expect(idp.tokenForms.filter((form) => form['grant_type'] === 'refresh_token')).toHaveLength(1)
})

test('T12: after a 401 the token is renewed once, and not at all when somebody already did', async () => {
  const { first, signIn, idp } = await start()
  const { accessToken } = await first.tokens.get('guest', signIn)
  const renewed = await Promise.all(
    [1, 2, 3].map(() => first.tokens.renew('guest', signIn, accessToken)),
  )
  expect(new Set(renewed.map((tokens) => tokens?.accessToken)).size).toBe(1)
  expect(renewed[0]?.accessToken).not.toBe(accessToken)
  expect(await first.tokens.renew('guest', signIn, accessToken)).toEqual(renewed[0])
  expect(idp.tokenForms).toHaveLength(1)
})

test('what cannot be renewed is null', async () => {
  const { first, signIn, browser, idp } = await start()
  await browser.post('/bff/personas/pasted/bearer', { token: 'opaque-token-1' })
  const { accessToken } = await first.tokens.get('pasted', signIn)
  expect(await first.tokens.renew('pasted', signIn, accessToken)).toBeNull()
  await idp.close()
  const guest = await first.tokens.get('guest', signIn)
  expect(await first.tokens.renew('guest', signIn, guest.accessToken)).toBeNull()
})

test('a refused refresh ends that persona with the reason, and no other', async () => {
  const { first, signIn, idp, browser, later } = await start()
  await browser.signIn({ persona: 'second' })
  const cookie = browser.cookies.get('__Host-Http-sid')?.value ?? ''
  const now = (await first.signIns.find(cookie, false)) ?? signIn
  later(life + 1)
  idp.tokenFault = {
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Session not active' },
  }
  await expect(first.tokens.get('guest', now)).rejects.toMatchObject({
    status: 401,
    code: 'persona_signin_required',
    message: 'guest has to sign in again. Session not active',
  })
  idp.tokenFault = undefined
  await expect(first.tokens.get('guest', now)).rejects.toMatchObject({ status: 401 })
  expect(idp.tokenForms).toHaveLength(2)
  await expect(first.tokens.get('second', now)).resolves.toMatchObject({
    claims: { sub: 'presenter' },
  })
})

test('a refusal that repeats the refresh token is told without it', async () => {
  const { first, signIn, idp, later } = await start()
  later(life + 1)
  const { refreshToken } = await first.tokens.get('guest', signIn)
  later(life + 1)
  const body = { error: 'invalid_grant', error_description: `${refreshToken} is used` }
  idp.tokenFault = { status: 400, body }
  await expect(first.tokens.get('guest', signIn)).rejects.toMatchObject({
    message: 'guest has to sign in again. •••• is used',
  })
})

test('a password persona whose refresh is refused is minted anew', async () => {
  const { first, signIn, idp, later } = await start()
  await first.tokens.get('alice', signIn)
  idp.forgetRefreshTokens()
  later(life + 1)
  await expect(first.tokens.get('alice', signIn)).resolves.toMatchObject({
    claims: { sub: 'alice' },
  })
  expect(idp.tokenForms.map((form) => form['grant_type'])).toEqual([
    'password',
    'refresh_token',
    'password',
  ])
})

test('while the provider is away a token that lives is used, and then the truth is told', async () => {
  const { first, signIn, idp, later } = await start()
  await idp.close()
  later(life - 30_000)
  await expect(first.tokens.get('guest', signIn)).resolves.toMatchObject({
    claims: { sub: 'presenter' },
  })
  later(30_001)
  await expect(first.tokens.get('guest', signIn)).rejects.toMatchObject({
    status: 503,
    code: 'idp_unavailable',
    details: { upstream: 'solo' },
  })
})

test('a busy provider is asked again after five seconds, not at every call', async () => {
  const { first, signIn, idp, later } = await start()
  idp.tokenFault = { status: 503, body: { error: 'temporarily_unavailable' } }
  later(life - 30_000)
  await ask(first, signIn, 1)
  await ask(first, signIn, 1)
  expect(idp.tokenForms).toHaveLength(1)
  later(5_001)
  idp.tokenFault = undefined
  const [tokens] = await ask(first, signIn, 1)
  expect(idp.tokenForms).toHaveLength(2)
  expect(tokens?.expiresAt).toBeGreaterThan(Date.now() + life)
})

test('nobody has signed in yet: a problem that names the persona', async () => {
  const { first, signIn } = await start()
  await expect(first.tokens.get('second', signIn)).rejects.toMatchObject({
    status: 401,
    code: 'persona_signin_required',
    details: { persona: 'second' },
  })
})
