import { configure, type Configuration } from '../documents/configuration.ts'
import { readSources } from '../documents/source.ts'
import type { LabService } from '../service.ts'
import { createAdmin } from './admin.ts'
import { createListener } from './listener.ts'
import { resolve } from './manifests/resolve.ts'
import type { ProxyModel } from './model.ts'

export interface McpProxyOptions {
  /** A folder of YAML files; the proxy knows nothing that is not in them. */
  manifests: string
  /** Values for `${NAME}` and `${NAME:-default}` in those files. */
  variables: Readonly<Record<string, string>>
}

export interface McpProxy {
  /** The SSE listener. */
  data: LabService
  admin: LabService
  /** Change what it was told, while it runs: an MCPAuthPolicy is heard at the next call. */
  configuration: Configuration<ProxyModel>
}

/**
 * kgateway's mcp-proxy 0.0.3, from its Kubernetes documents.
 * @throws ManifestRefusal for a document that cannot be honoured, fs errors for an unreadable folder
 */
export async function createMcpProxy({ manifests, variables }: McpProxyOptions): Promise<McpProxy> {
  const configuration = configure(await readSources(manifests, variables), variables, resolve)
  return {
    data: createListener(configuration.model),
    admin: { handler: createAdmin(configuration.model) },
    configuration,
  }
}
