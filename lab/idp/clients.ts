import type { ClientMetadata, Provider } from 'oidc-provider'

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code' // RFC 8628 §3.4

/** The console under both names a browser on this machine may use for it. */
export function consoleOrigins(consoleOrigin: string): string[] {
  const twin = new URL(consoleOrigin)
  twin.hostname = twin.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  return [consoleOrigin, twin.origin]
}

/** The realm's clients: `kagent` is the console's BFF, `kagent-cli` is curl. Ids and secret as in the seed's realm. */
export function clients(consoleOrigin: string): ClientMetadata[] {
  return [
    {
      client_id: 'kagent',
      client_name: 'the Parallax console',
      client_secret: 'kagent-secret',
      // The library takes the secret from the form too: Keycloak has one method for both.
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: [
        'authorization_code',
        'refresh_token',
        'password',
        'client_credentials',
        deviceGrant,
      ],
      response_types: ['code'],
      redirect_uris: consoleOrigins(consoleOrigin).map((origin) => `${origin}/bff/callback`),
      backchannel_logout_uri: `${consoleOrigin}/bff/backchannel`,
      backchannel_logout_session_required: true,
    },
    {
      client_id: 'kagent-cli',
      client_name: 'the command line (kagent-cli)',
      token_endpoint_auth_method: 'none',
      grant_types: ['password', 'refresh_token', deviceGrant],
      response_types: [],
      redirect_uris: [],
    },
  ]
}

/**
 * What a Keycloak client may do beyond its registration here: be led back to any page of the console
 * after a sign-out (`post.logout.redirect.uris`), and have the session's id in its tokens.
 */
export function widenClients({ Client }: Provider, consoleOrigin: string): void {
  const origins = consoleOrigins(consoleOrigin)
  Client.prototype.postLogoutRedirectUriAllowed = (uri) =>
    origins.includes(URL.parse(uri)?.origin ?? '')
  Client.prototype.includeSid = () => true
}
