import * as z from 'zod'

import { type Authorizer, protocols } from '../../runtimes/agentcore/runtime.ts'
import { type AdapterDeployment, AdapterFailure } from './adapter.ts'

const authorizers = ['SIGV4', 'JWT'] as const

const settings = z.object({
  serverProtocol: z.enum(protocols),
  authorizer: z.enum(authorizers),
  stream: z.stringbool().or(z.boolean()),
})

/** How a deployment's runtime is to be made on AgentCore. */
export interface AgentCoreSettings {
  serverProtocol: (typeof protocols)[number]
  authorizer: Authorizer
  stream: boolean
}

/** The audience of the lab's tokens; a runtime that takes tokens takes those. */
const allowedAudience = ['kagent']

/**
 * Reads `runtimeConfig` (`serverProtocol`, `authorizer`, `stream`), and where that says nothing the
 * environment (`AGENTCORE_PROTOCOL`, `AGENTCORE_AUTH`, `KAGENT_STREAM`). A2A and SigV4 unless told
 * otherwise. The product's own names for these are not known.
 * @throws AdapterFailure `InvalidDeployConfig`
 */
export function readSettings({ runtimeConfig, env }: AdapterDeployment): AgentCoreSettings {
  const read = settings.safeParse({
    serverProtocol: runtimeConfig['serverProtocol'] ?? env['AGENTCORE_PROTOCOL'] ?? 'A2A',
    authorizer: runtimeConfig['authorizer'] ?? env['AGENTCORE_AUTH'] ?? 'SIGV4',
    stream: runtimeConfig['stream'] ?? env['KAGENT_STREAM'] ?? false,
  })
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new AdapterFailure('InvalidDeployConfig', `runtimeConfig.${faults.join('; ')}`)
  }
  const { authorizer, ...rest } = read.data
  return {
    ...rest,
    authorizer: authorizer === 'JWT' ? { type: 'JWT', allowedAudience } : { type: 'SIGV4' },
  }
}
