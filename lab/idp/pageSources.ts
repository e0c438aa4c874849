import type { Configuration } from 'oidc-provider'

import { formTarget } from './device.ts'
import { donePage, errorPage } from './pages/error.ts'
import { signOutPage } from './pages/signOut.ts'
import { personById } from './people.ts'

type SignOut = NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>
type ErrorSource = NonNullable<Configuration['renderError']>

/** The pages of a sign-out that comes without a good hint, or leads nowhere afterwards. */
export const signOutPages: SignOut = {
  logoutSource: async (ctx) => {
    const name = personById(ctx.oidc.session?.accountId ?? '')?.name ?? 'somebody'
    ctx.body = await signOutPage(formTarget(ctx, 'end_session_confirm'), name)
  },
  postLogoutSuccessSource: async (ctx) => {
    ctx.type = 'html'
    ctx.body = await donePage(
      'Signed out',
      'You can close this window, or go back and sign in again.',
    )
  },
}

/** Titles in the words of Keycloak's error page, and what to do about each. */
const causes: Readonly<Record<string, readonly [title: string, next: string]>> = {
  invalid_redirect_uri: [
    'Invalid parameter: redirect_uri',
    'The application asked to be answered at an address that is not registered for it. Compare its public address with the console address that the lab was started with.',
  ],
  invalid_client: [
    'Client not found',
    'No application is registered under this client_id. The realm has kagent and kagent-cli.',
  ],
}

/** The page for a request that cannot be answered to the application. */
export const errorSource: ErrorSource = async (ctx, out) => {
  const [title, next] = causes[out.error] ?? [
    'This request cannot be answered',
    'Go back to the application and start again. If it happens again, the lines below say why.',
  ]
  ctx.type = 'html'
  ctx.body = await errorPage(title, next, `${out.error}: ${out.error_description ?? ''}`)
}
