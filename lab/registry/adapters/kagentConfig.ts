/**
 * Fault of a Kagent runtime's `config`, in the words of the adapter of September 2026. `auth` may be left
 * out, as before Enterprise 2026.7.1, which asks for `auth.oidc`.
 */
export function checkKagentConfig(config: Record<string, unknown>): string | undefined {
  const { kagentUrl, auth } = config
  if (kagentUrl === undefined || kagentUrl === '') return 'kagentUrl: required field missing'
  const url =
    typeof kagentUrl === 'string' && URL.canParse(kagentUrl) ? new URL(kagentUrl) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return 'kagentUrl: invalid url: must be an absolute http or https URL'
  if (url.search || url.hash) return 'kagentUrl: invalid url: must not carry a query or fragment'
  return checkAuth(auth)
}

function checkAuth(auth: unknown): string | undefined {
  if (typeof auth !== 'object' || auth === null) return undefined
  const { token, secretRef }: Record<string, unknown> = { ...auth }
  if (token !== undefined) return 'auth.token: invalid format: use auth.secretRef'
  if (typeof secretRef !== 'object' || secretRef === null) return undefined
  const { namespace, name, key }: Record<string, unknown> = { ...secretRef }
  if (namespace !== undefined) return 'auth.secretRef.namespace: invalid format: not supported'
  if (!name) return 'auth.secretRef.name: required field missing'
  return key ? undefined : 'auth.secretRef.key: required field missing'
}
