import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts'

const here = location.origin
const provider = `${here}/bff/op`

/**
 * The console signs in at its own server, which stands in for the real identity provider: what comes
 * back through this browser is a one-time code of the console, and the answer to that code is a
 * cookie. No token is ever in reach of a script. `scope` must not contain `openid`, because there is
 * no ID token to validate here; the server validates the real one.
 */
export const userManager = new UserManager({
  authority: provider,
  client_id: 'console',
  scope: 'personas',
  metadata: {
    issuer: provider,
    authorization_endpoint: `${provider}/authorize`,
    token_endpoint: `${provider}/token`,
    end_session_endpoint: `${provider}/logout`,
  },
  redirect_uri: `${here}/auth/popup`,
  popup_redirect_uri: `${here}/auth/popup`,
  popup_post_logout_redirect_uri: `${here}/auth/popup`,
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  stateStore: new WebStorageStateStore({ store: sessionStorage }),
  extraHeaders: { 'x-csrf': '1' },
  automaticSilentRenew: false,
})
