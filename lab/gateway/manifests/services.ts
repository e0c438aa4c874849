import { isIP } from 'node:net'

import type { Checked } from '../../documents/check.ts'
import { addressOf } from '../../documents/service.ts'
import type { ServiceManifest } from '../../documents/serviceSchema.ts'
import type { McpTarget, ObjectName } from '../core/model.ts'
import { defaultPaths } from './targetPath.ts'

export type LoadedService = Checked<ServiceManifest>

type ServicePort = ServiceManifest['spec']['ports'][number]

/** The Service of a name, or undefined. */
export const findService = (
  services: readonly LoadedService[],
  wanted: ObjectName,
): LoadedService | undefined =>
  services.find(
    ({ value: { metadata } }) =>
      metadata.name === wanted.name && metadata.namespace === wanted.namespace,
  )

/** Values of `appProtocol` that make a port an MCP target: agentgateway 75b4e6c's, and kgateway's before it. */
const protocols: Readonly<Record<string, McpTarget['protocol']>> = {
  'agentgateway.dev/mcp': 'StreamableHTTP',
  'kgateway.dev/mcp': 'StreamableHTTP',
  'agentgateway.dev/mcp-sse': 'SSE',
  'kgateway.dev/mcp-sse': 'SSE',
}

/**
 * The targets that a label selector finds in a namespace, by name of Service and order of ports. A port
 * without MCP's `appProtocol` is none. They are called `<service>-<port>` unless an annotation says
 * otherwise (agentgateway 75b4e6c, controller).
 */
export function selectTargets(
  services: readonly LoadedService[],
  namespace: string,
  labels: Readonly<Record<string, string>>,
): McpTarget[] {
  return services
    .filter(({ value: { metadata } }) => metadata.namespace === namespace)
    .filter(({ value: { metadata } }) =>
      Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
    )
    .toSorted((one, other) => (one.value.metadata.name < other.value.metadata.name ? -1 : 1))
    .flatMap((service) => service.value.spec.ports.flatMap((port) => toTarget(service, port)))
}

function toTarget(service: LoadedService, port: ServicePort): McpTarget[] {
  const protocol = protocols[port.appProtocol ?? '']
  if (protocol === undefined) return []
  const { name, annotations } = service.value.metadata
  const path =
    annotations?.['agentgateway.dev/mcp-path'] ??
    annotations?.['kgateway.dev/mcp-path'] ??
    defaultPaths[protocol]
  const url = new URL(path, `http://${addressOf(service.value, port)}`)
  return [
    {
      name: annotations?.['agentgateway.dev/mcp-target-name'] ?? `${name}-${port.port}`,
      protocol,
      url,
      ...(isIP(url.hostname) !== 0 && { endpoint: url.host }),
    },
  ]
}
