import type { Checked } from '../../documents/check.ts'
import { addressOf } from '../../documents/service.ts'
import { inlineKeys, type KeySource } from '../jwt/keys.ts'
import { bearerHeader } from '../jwt/location.ts'
import type { JwtPolicy } from '../jwt/policy.ts'
import type { Manifests } from './load.ts'
import type { ProviderManifest } from './policySchema.ts'
import type { PolicyManifest } from './schemas.ts'
import { findService } from './services.ts'

/** Opens the keys at a URL; `cacheDuration` is in milliseconds. Nothing is fetched before it is needed. */
export type OpenKeys = (url: string, cacheDuration: number) => KeySource

const base = ['spec', 'traffic', 'jwtAuthentication']

/** The JWT policy of a manifest, with its key sources; nothing is fetched yet. @throws ManifestRefusal */
export function resolveJwt(
  policy: Checked<PolicyManifest>,
  manifests: Manifests,
  openKeys: OpenKeys,
): JwtPolicy | undefined {
  const jwt = policy.value.spec.traffic?.jwtAuthentication
  if (jwt === undefined) return undefined
  return {
    mode: jwt.mode,
    location: jwt.location?.header ?? bearerHeader,
    mcp: jwt.mcp,
    providers: jwt.providers.map((provider, index) => ({
      issuer: provider.issuer,
      audiences: provider.audiences,
      keys: resolveKeys(policy, provider, index, manifests, openKeys),
    })),
  }
}

function resolveKeys(
  policy: Checked<PolicyManifest>,
  { jwks }: ProviderManifest,
  index: number,
  manifests: Manifests,
  openKeys: OpenKeys,
): KeySource {
  const path = [...base, 'providers', index, 'jwks']
  if (jwks.inline !== undefined)
    try {
      return inlineKeys(jwks.inline)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw policy.refuse([...path, 'inline'], `the keys cannot be used: ${why}`)
    }
  const url = jwks.remote?.url ?? serviceUrl(policy, index, manifests)
  return openKeys(url, jwks.remote?.cacheDuration ?? 0)
}

/** Follows `backendRef` to its Service document. */
function serviceUrl(
  policy: Checked<PolicyManifest>,
  index: number,
  { services }: Manifests,
): string {
  const remote = policy.value.spec.traffic?.jwtAuthentication?.providers[index]?.jwks.remote
  const ref = remote?.backendRef
  const path = [...base, 'providers', index, 'jwks', 'remote', 'backendRef']
  const home = policy.value.metadata.namespace
  const namespace = ref?.namespace ?? home
  if (namespace !== home)
    throw policy.refuse(
      [...path, 'namespace'],
      `a Service of another namespace needs a ReferenceGrant, which this gateway does not read; use ${home}`,
    )
  const service = findService(services, { namespace, name: ref?.name ?? '' })
  if (service === undefined)
    throw policy.refuse(
      [...path, 'name'],
      `there is no Service ${namespace}/${ref?.name}; add its document to this folder`,
    )
  const { ports } = service.value.spec
  const found = ports.find(({ port }) => port === ref?.port)
  if (found === undefined)
    throw policy.refuse(
      [...path, 'port'],
      `the Service ${namespace}/${ref?.name} has no port ${ref?.port}; name one of ${ports.map(({ port }) => port).join(', ')}`,
    )
  return `http://${addressOf(service.value, found)}${remote?.jwksPath}`
}
