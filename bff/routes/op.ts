import { type Context, Hono } from 'hono'

import type { Config } from '../config/schema.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { localAddress } from '../security/localAddress.ts'
import { rateLimit } from '../security/rateLimit.ts'
import { browserName } from '../session/browser.ts'
import {
  readBrowserCookie,
  readSignInCookie,
  setBrowserCookie,
  setSignInCookie,
} from '../session/cookies.ts'
import { facadeTokens, readAuthorize, readTokenRequest } from '../session/facade.ts'
import { randomSecret } from '../session/hash.ts'
import { operatorOf, sameOperator } from '../session/operator.ts'
import { beginsMs, type Finished } from '../session/operatorSignIn.ts'
import type { NewSignIn } from '../session/signIns.ts'
import type { SignIn } from '../session/types.ts'

/**
 * The BFF as a small OpenID provider of its own, for `oidc-client-ts` in the browser. Behind it stands the
 * real provider; what crosses to the browser is a one-time code, and then a cookie.
 */
export function createOp({ limits }: Config, clock: () => number) {
  const limited = () => rateLimit(limits, clock)
  return new Hono<AppEnv>()
    .get('/bff/op/authorize', limited(), async (c) => {
      const { services } = c.var
      const request = readAuthorize(c.req.query(), services.config.publicOrigin)
      const browser = readBrowserCookie(c) ?? randomSecret()
      const operator = await operatorNow(c)
      const subject = operator?.operator.subject
      const to = request && (await services.operatorSignIn.begin(request, browser, subject))
      if (request === null || to === null)
        throw new Problem(400, 'bad_request', 'This is not a sign-in that the console began.', {
          hint: 'Open the console and sign in from there.',
        })
      setBrowserCookie(c, browser)
      if (request.persona !== undefined && operator) await expectSwitch(c, operator)
      return c.redirect(to, 302)
    })
    .get('/bff/callback', limited(), async (c) => {
      const { search } = new URL(c.req.url)
      const to = await c.var.services.operatorSignIn.finish(search, readBrowserCookie(c))
      const { searchParams } = new URL(to)
      const [error, reason] = ['error', 'error_description'].map((name) => searchParams.get(name))
      if (error)
        c.var.services.log.warn({ requestId: c.var.requestId, error, reason }, 'no sign-in')
      return c.redirect(to, 303)
    })
    .post('/bff/op/token', limited(), async (c) => {
      const { operatorSignIn } = c.var.services
      const request = readTokenRequest(await formOf(c))
      const done = request && (await operatorSignIn.redeem(request, readBrowserCookie(c)))
      if (done && (await signedIn(c, done))) return c.json(facadeTokens)
      if (done) await operatorSignIn.discard(done)
      return c.json({ error: 'invalid_grant' }, 400)
    })
    .get('/bff/op/logout', async (c) => {
      const { config, departures } = c.var.services
      const back = c.req.query('post_logout_redirect_uri') ?? '/'
      const url = localAddress(back, config.publicOrigin)
      if (url === null)
        throw new Problem(400, 'bad_request', 'post_logout_redirect_uri leads out of this console.')
      // Nothing has been signed out here: a GET changes nothing, `POST /bff/logout` does.
      const state = c.req.query('state')
      if (state !== undefined) url.searchParams.set('state', state)
      const there = await departures
        .endSession({
          uri: `${url.origin}${url.pathname}`,
          ...(state === undefined ? {} : { state }),
        })
        .catch(() => undefined) // the provider is away: there is no page of it to visit
      return c.redirect(there ?? url.href, 302)
    })
    .post('/bff/backchannel', async (c) => {
      const { logout_token: token } = await formOf(c)
      const believed = token !== undefined && (await c.var.services.backchannel.receive(token))
      if (believed) return c.body(null, 200)
      // OpenID Connect Back-Channel Logout 1.0, section 2.8
      return c.json(
        { error: 'invalid_request', error_description: 'the logout token was refused' },
        400,
      )
    })
}

/** RFC 6749 section 4.1.3, OpenID Connect Back-Channel Logout 1.0 section 2.5. What is no form has other fields. */
const formOf = async (c: Context<AppEnv>): Promise<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(await c.req.text()))

/** A new cookie for whoever has just proved who they are; the old one is dead. False when nobody can be. */
async function signedIn(c: Context<AppEnv>, done: Finished): Promise<boolean> {
  const { signIns, departures, hub, personas, clock } = c.var.services
  const old = await operatorNow(c)
  const kept = old && (await signIns.rotate(old.id, (now) => continued(c, done, now)))
  if (old && kept) {
    setSignInCookie(c, kept.cookie, kept.signIn.absoluteExpiresAt - clock())
    hub.moved(old.id, kept.signIn.id)
    const data = await personas.views(kept.signIn)
    hub.publish({ event: 'personas', data }, { signIn: kept.signIn.id })
    return true
  }
  const next = done.persona === undefined ? operatorFrom(c, done) : null
  if (next === null) return false
  const begun = await signIns.begin(next)
  setSignInCookie(c, begun.cookie, begun.signIn.absoluteExpiresAt - clock())
  for (const gone of begun.ended)
    await departures.depart(gone, 'You signed in on too many browsers; the oldest was signed out.')
  if (old) await departures.end(old, 'Another operator has signed in in this browser.')
  return true
}

/** Who is signed in in this browser while it signs in anew; null for nobody. */
async function operatorNow(c: Context<AppEnv>): Promise<SignIn | null> {
  const cookie = readSignInCookie(c)
  return cookie === undefined ? null : c.var.services.signIns.find(cookie, true)
}

/** The provider is about to see another account in this browser, on purpose. */
async function expectSwitch(c: Context<AppEnv>, signIn: SignIn): Promise<void> {
  const { signIns, clock } = c.var.services
  await signIns.update(signIn, (now) => ({ ...now, switchingUntil: clock() + beginsMs }))
}

/** The same operator keeps the personas; another one, for whom this answers null, gets nothing of it. */
function continued(c: Context<AppEnv>, done: Finished, now: SignIn): NewSignIn | null {
  const { persona, tokens, subject } = done
  if (persona !== undefined) {
    if (subject !== now.operator.subject) return null
    const { switchingUntil: _over, ...rest } = now
    return { ...rest, personas: { ...now.personas, [persona]: { tokens } } }
  }
  const next = operatorFrom(c, done)
  return next && sameOperator(now, next) ? { ...next, personas: now.personas } : null
}

function operatorFrom(c: Context<AppEnv>, done: Finished): NewSignIn | null {
  const operator = operatorOf(done)
  if (operator === null) return null
  const browser = browserName(c.req.header('user-agent'))
  return { operator, browser, operatorTokens: done.tokens, personas: {} }
}
