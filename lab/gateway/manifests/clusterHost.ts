import type { Checked } from '../../documents/check.ts'
import { addressOf } from '../../documents/service.ts'
import type { Path } from '../../documents/source.ts'
import { findService, type LoadedService } from './services.ts'

/** Kubernetes' DNS names of Services, in a cluster whose domain is the default one. */
const clusterName = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(\.cluster\.local)?$/

interface Address {
  readonly host: string
  readonly port: number
}

/**
 * `host:port` to speak to: as written, or where the document of a Service leads that is written by its DNS
 * name, because no cluster resolves that here.
 * @throws ManifestRefusal where there is no such Service or port
 */
export function hostOf(
  { host, port }: Address,
  services: readonly LoadedService[],
  document: Checked<unknown>,
  path: Path,
): string {
  const [, name, namespace] = clusterName.exec(host) ?? []
  if (name === undefined || namespace === undefined) return `${host}:${port}`
  const service = findService(services, { namespace, name })
  if (service === undefined)
    throw document.refuse(
      [...path, 'host'],
      `there is no Service ${namespace}/${name}; correct the name or add its document`,
    )
  const { ports } = service.value.spec
  const found = ports.find((candidate) => candidate.port === port)
  if (found === undefined)
    throw document.refuse(
      [...path, 'port'],
      `the Service ${namespace}/${name} has no port ${port}; name one of ${ports.map((item) => item.port).join(', ')}`,
    )
  return addressOf(service.value, found)
}
