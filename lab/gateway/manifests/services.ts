import { isIP } from 'node:net'

import type { Checked } from '../../documents/check.ts'
import { addressOf } from '../../documents/service.ts'
import type { ServiceManifest } from '../../documents/serviceSchema.ts'
import type { McpTarget, ObjectName } from '../core/model.ts'

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
const streamable = ['agentgateway.dev/mcp', 'kgateway.dev/mcp']
const legacySse = streamable.map((protocol) => `${protocol}-sse`)

/**
 * The targets that a label selector finds in a namespace, by name of Service and order of ports. A port
 * without MCP's `appProtocol` is none. They are called `<service>-<port>` unless an annotation says
 * otherwise (agentgateway 75b4e6c, controller).
 * @throws ManifestRefusal for a selected port that speaks SSE
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
    .flatMap((service) =>
      service.value.spec.ports.flatMap((port, index) => toTarget(service, port, index)),
    )
}

function toTarget(service: LoadedService, port: ServicePort, index: number): McpTarget[] {
  const { appProtocol } = port
  if (appProtocol !== undefined && legacySse.includes(appProtocol))
    throw service.refuse(
      ['spec', 'ports', index, 'appProtocol'],
      `this gateway speaks only StreamableHTTP to a target; write ${streamable[0]}`,
    )
  if (appProtocol === undefined || !streamable.includes(appProtocol)) return []
  const { name, annotations } = service.value.metadata
  const path =
    annotations?.['agentgateway.dev/mcp-path'] ?? annotations?.['kgateway.dev/mcp-path'] ?? '/mcp'
  const url = new URL(path, `http://${addressOf(service.value, port)}`)
  return [
    {
      name: annotations?.['agentgateway.dev/mcp-target-name'] ?? `${name}-${port.port}`,
      url,
      ...(isIP(url.hostname) !== 0 && { endpoint: url.host }),
    },
  ]
}
