/** Keycloak's paths. Everything below is relative to the realm; the server strips `realmPath` first. */
export const realmPath = '/realms/solo'

const protocol = '/protocol/openid-connect'

export const paths = {
  authorization: `${protocol}/auth`,
  token: `${protocol}/token`,
  jwks: `${protocol}/certs`,
  userinfo: `${protocol}/userinfo`,
  end_session: `${protocol}/logout`,
  revocation: `${protocol}/revoke`,
  introspection: `${protocol}/token/introspect`,
  device_authorization: `${protocol}/auth/device`,
  pushed_authorization_request: `${protocol}/ext/par/request`,
  /** Where a person types a device's code; Keycloak has it outside of the protocol folder. */
  code_verification: '/device',
}

/** One page per sign-in: its id is in the path, so that the cookies of two tabs do not meet. */
export const loginPath = '/login-actions/authenticate/'
export const resourcesPath = '/resources/'
