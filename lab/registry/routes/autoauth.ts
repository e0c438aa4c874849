import * as z from 'zod'

import { type DemoProvider, demoPaths, discovery, token } from '../autoauth.ts'
import { type Route, route } from './route.ts'

/** The demo identity provider's routes. Enterprise has them and its OpenAPI does not say so. */
export const autoauthRoutes = (provider: DemoProvider): Route[] => [
  route({
    operationId: 'autoauth-discovery',
    method: 'GET',
    path: demoPaths.discovery,
    summary: 'OpenID configuration of the demo provider',
    open: true,
    documented: false,
    handle: () => discovery(provider),
  }),
  route({
    operationId: 'autoauth-jwks',
    method: 'GET',
    path: demoPaths.jwks,
    summary: 'Keys of the demo provider',
    open: true,
    documented: false,
    handle: () => provider.key.published,
  }),
  route({
    operationId: 'autoauth-token',
    method: 'POST',
    path: demoPaths.token,
    summary: 'A token for a demo profile',
    open: true,
    documented: false,
    body: { contentType: 'application/x-www-form-urlencoded', schema: z.string(), text: true },
    handle: ({ body }) => token(provider, new URLSearchParams(body)),
  }),
]
