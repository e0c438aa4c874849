import { Hono } from 'hono'

import type { Api, SessionView, SignInView } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { dropSignInCookie } from '../session/cookies.ts'

/** Who is signed in, on which browsers, and how that ends. */
export const session = new Hono<AppEnv>()

const iso = (ms: number) => new Date(ms).toISOString()

session.get('/bff/session', async (c) => {
  const { signIn, services } = c.var
  const view: SessionView = {
    operator: signIn.operator,
    signedInAt: iso(signIn.signedInAt),
    idleExpiresAt: iso(services.signIns.idleExpiresAt(signIn)),
    absoluteExpiresAt: iso(signIn.absoluteExpiresAt),
    personas: await services.personas.views(signIn),
    lab: services.config.lab,
    version: services.version,
  }
  return c.json<Api['GET /bff/session']['answer']>(view)
})

session.post('/bff/logout', async (c) => {
  const { signIn, services } = c.var
  dropSignInCookie(c)
  await services.departures.end(signIn, 'You have signed out.')
  // The provider may be away: then there is no page of it to visit, and signing out here has worked.
  const endSession = await services.departures
    .endSession({ uri: `${services.config.publicOrigin}/` })
    .catch(() => undefined)
  return c.json<Api['POST /bff/logout']['answer']>(endSession === undefined ? {} : { endSession })
})

session.get('/bff/signins', async (c) => {
  const { signIn, services } = c.var
  const signIns = (await services.signIns.of(signIn.operator)).map((one): SignInView => ({
    id: one.id,
    current: one.id === signIn.id,
    browser: one.browser,
    signedInAt: iso(one.signedInAt),
    lastSeenAt: iso(services.signIns.lastSeenAt(one)),
  }))
  return c.json<Api['GET /bff/signins']['answer']>({ signIns })
})

const elsewhere = 'You were signed out from another browser.'

session.post('/bff/signins/revoke-others', async (c) => {
  const { signIn, services } = c.var
  const others = (await services.signIns.of(signIn.operator)).filter(({ id }) => id !== signIn.id)
  const ended = await Promise.all(others.map((one) => services.departures.end(one, elsewhere)))
  const revoked = ended.filter(Boolean).length
  return c.json<Api['POST /bff/signins/revoke-others']['answer']>({ revoked })
})

session.post('/bff/signins/:id/revoke', async (c) => {
  const { signIn, services } = c.var
  const id = c.req.param('id')
  const own = await services.signIns.of(signIn.operator)
  // Somebody else's sign-in is not even admitted to exist.
  if (!own.some((one) => one.id === id))
    throw new Problem(404, 'not_found', 'You have no such sign-in, or it has ended already.')
  const ended = await services.departures.end({ id }, elsewhere)
  return c.json<Api['POST /bff/signins/:id/revoke']['answer']>({ revoked: ended ? 1 : 0 })
})
