import { afterAll, beforeAll, expect, test } from 'vitest'

import { loadConfig } from './config/load.ts'
import { createSecrets } from './config/secrets.ts'
import type { PersonaView, SessionView } from './contract.ts'
import type { Browser, Got } from './testing/browser.ts'
import { runConsole } from './testing/console.ts'
import { startLab, type TestLab } from './testing/lab.ts'
import { publishedTokens } from './testing/publishedTokens.ts'
import { Visitor } from './testing/visitor.ts'

let lab: TestLab
let console: Awaited<ReturnType<typeof runConsole>>
/** Everything that any browser of this file was answered. */
const answered: Got[] = []

beforeAll(async () => {
  lab = await startLab()
  const env: Record<string, string> = {
    PARALLAX_CONFIG: lab.config,
    PARALLAX_CLIENT_SECRET: 'kagent-secret',
    LAB_AWS_ACCESS_KEY_ID: 'LABACCESSKEYID',
    LAB_AWS_SECRET_ACCESS_KEY: 'lab-secret-access-key',
    LAB_SEED_002_TOKEN: publishedTokens['seed-002'],
    LAB_SEED_003_TOKEN: publishedTokens['seed-003'],
  }
  for (const name of ['alice', 'bob', 'carol', 'dave'])
    env[`LAB_${name.toUpperCase()}_PASSWORD`] = name
  const { config } = loadConfig(env, createSecrets(env))
  console = await runConsole(
    { ...config, limits: { ...config.limits, signInsPerMinute: 1_000 } },
    env,
  )
}, 30_000)

afterAll(async () => {
  await console.stop()
  await lab.close()
})

/** A browser at the console, and the same person's cookies at the provider. */
async function presenter() {
  const browser = console.browser()
  const visitor = new Visitor(lab.origins['idp'] ?? '')
  const signIn = async (account: string, extra: Record<string, string> = {}) => {
    const { pending, got } = await browser.begin(extra)
    const back = await visitor.signIn(got.location, account)
    const page = new URL((await browser.visit(back.url, 'cross-site')).location)
    return browser.redeem(pending, page.searchParams.get('code') ?? '')
  }
  expect((await signIn('presenter')).status).toBe(200)
  return { browser, visitor, signIn }
}

const ask = async (browser: Browser, method: string, path: string, body?: unknown) => {
  const got = await browser.fetch(method, path, body)
  answered.push(got)
  return got
}

async function personaOf(browser: Browser, id: string): Promise<PersonaView | undefined> {
  const { json } = await ask(browser, 'GET', '/bff/session')
  return (json as SessionView).personas.find((persona) => persona.id === id)
}

test('the presenter signs in at the lab, by a pushed request, and is known by name and group', async () => {
  const { browser } = await presenter()
  const { got } = await browser.begin()
  expect(new URL(got.location).searchParams.get('request_uri')).toMatch(/^urn:/)
  const { json } = await ask(browser, 'GET', '/bff/session')
  expect(json).toMatchObject({
    operator: { name: 'presenter', groups: ['field-admin'] },
    lab: true,
  })
})

test('alice and bob come with the groups that the gateway decides by', async () => {
  const { browser } = await presenter()
  for (const [id, group] of [
    ['alice', 'field-fte'],
    ['bob', 'field-trial'],
  ]) {
    const { json } = await ask(browser, 'POST', `/bff/personas/${id}/signin`)
    expect(json).toMatchObject({
      next: 'done',
      persona: { state: 'ready', claims: { aud: 'kagent', groups: [group] } },
    })
  }
})

test('a second account in the same browser becomes a persona and leaves the operator signed in', async () => {
  const { browser, signIn } = await presenter()
  expect((await signIn('bob', { persona: 'guest' })).status).toBe(200)
  expect(await personaOf(browser, 'guest')).toMatchObject({
    state: 'ready',
    claims: { preferred_username: 'bob', groups: ['field-trial'] },
  })
  expect((await ask(browser, 'GET', '/bff/session')).json).toMatchObject({
    operator: { name: 'presenter' },
  })
})

test('T17: who signs out at the lab is signed out of the console', async () => {
  const { browser, visitor } = await presenter()
  const out = await browser.visit('/bff/op/logout?post_logout_redirect_uri=%2F')
  const page = await visitor.open(out.location)
  expect(page.text).toContain('presenter')
  await visitor.press(page, { logout: 'yes' })
  expect((await ask(browser, 'GET', '/bff/session')).status).toBe(401)
})

test('T12: a rotated refresh token is used once by ten who ask at the same time', async () => {
  const { browser } = await presenter()
  await ask(browser, 'POST', '/bff/personas/carol/signin')
  const cookie = browser.cookies.get('__Host-Http-sid')?.value ?? ''
  const signIn = await console.services.signIns.find(cookie, false)
  if (signIn === null) throw new Error('the sign-in is there')
  const { tokens } = console.services
  for (const round of [1, 2, 3]) {
    const { accessToken } = await tokens.get('carol', signIn)
    const renewed = await Promise.all(
      Array.from({ length: 10 }, () => tokens.renew('carol', signIn, accessToken)),
    )
    expect(new Set(renewed.map((one) => one?.accessToken)).size, `round ${round}`).toBe(1)
    expect(renewed[0]?.accessToken).not.toBe(accessToken)
  }
})

test('a device is approved in another browser', async () => {
  const { browser } = await presenter()
  const begun = (await ask(browser, 'POST', '/bff/personas/device/signin')).json as {
    handle: string
    userCode: string
    verificationUriComplete: string
    intervalMs: number
  } // used below, where a wrong shape fails
  const elsewhere = new Visitor(lab.origins['idp'] ?? '')
  const code = await elsewhere.open(begun.verificationUriComplete)
  const confirm = await elsewhere.press(code, { user_code: begun.userCode })
  const login = await elsewhere.press(confirm, { confirm: 'yes' })
  const done = await elsewhere.open(login.url, { account: 'dave' })
  expect(done.text).toContain('now acts as dave')
  console.time.ahead += begun.intervalMs
  const poll = await ask(browser, 'POST', `/bff/personas/device/device/${begun.handle}`)
  console.time.ahead = 0
  expect(poll.json).toMatchObject({
    status: 'done',
    persona: { claims: { preferred_username: 'dave' } },
  })
})

test('T01: nothing that a browser was answered holds a token that the lab issued', async () => {
  const { tokens } = (await (await lab.control('/idp/issued')).json()) as { tokens: string[] } // its shape
  expect(tokens.length).toBeGreaterThan(10)
  expect(answered.length).toBeGreaterThan(8)
  const everything = JSON.stringify(answered)
  for (const token of tokens) expect(everything).not.toContain(token)
  const logged = console.logged.join('')
  for (const token of tokens) expect(logged).not.toContain(token)
})
