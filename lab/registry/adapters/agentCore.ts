import { createHash } from 'node:crypto'

import { type AgentRuntime, runtimeIdOf } from '../../runtimes/agentcore/runtime.ts'
import type { RuntimeControl } from '../../runtimes/agentcore/runtimes.ts'
import { runtimeSpec } from '../kinds/runtime.ts'
import { messageOf, property, text } from '../untyped.ts'
import { type AdapterDeployment, AdapterFailure, type RuntimeAdapter } from './adapter.ts'
import { callAgentCore } from './agentCoreCall.ts'
import { readSettings } from './agentCoreSettings.ts'
import { requireTrust } from './awsTrust.ts'

export interface AgentCoreAdapterOptions {
  /** Origin of the data plane, which stands for `https://bedrock-agentcore.us-east-1.amazonaws.com`. */
  url: string
  /** The account that trusts this registry; roles of others are denied. AWS's own example account when left out. */
  account?: string
}

/**
 * Deploys agents to AgentCore: an agent runtime for each deployment, in the account and region that the
 * Runtime names. Its control plane is called in this process, its data plane over HTTP.
 */
export function agentCoreAdapter(
  agentcore: RuntimeControl,
  { url, account = '111122223333' }: AgentCoreAdapterOptions,
): RuntimeAdapter {
  // What was made for a row, by uid: its agent may be gone, or another one, when it is to be removed.
  const made = new Map<string, string>()
  const ensure = async (deployment: AdapterDeployment): Promise<AgentRuntime> => {
    requireTrust(runtimeSpec(deployment.runtime).config ?? {}, account)
    const runtime = runtimeOf(deployment, account)
    await agentcore.create(runtime).catch((error: unknown) => {
      throw new AdapterFailure('CreateFailed', `CREATE_FAILED: ${messageOf(error)}`)
    })
    made.set(deployment.uid, runtime.arn)
    return runtime
  }
  return {
    targets: ['Agent'],
    start: async (deployment) => {
      const { arn } = await ensure(deployment)
      const endpoint = `${url}/runtimes/${encodeURIComponent(arn)}/invocations`
      return { id: arn, name: runtimeIdOf(arn), endpoint }
    },
    stop: async (deployment) => {
      requireTrust(runtimeSpec(deployment.runtime).config ?? {}, account)
      await agentcore.remove(made.get(deployment.uid) ?? arnOf(deployment, account))
      made.delete(deployment.uid)
    },
    health: async (deployment) =>
      agentcore.has(arnOf(deployment, account))
        ? { ready: true }
        : { ready: false, reason: 'NotFound', message: 'agent runtime does not exist' },
    // Rows that were seeded in bulk have no runtime yet; asking for its logs is what creates one.
    logs: async (deployment, tail) => agentcore.logs((await ensure(deployment)).arn, tail),
    // Whoever may look finds nothing that a Deployment did not make; the look is what tells who may.
    discover: async (runtime) => {
      requireTrust(runtimeSpec(runtime).config ?? {}, account)
      return []
    },
    invoke: (deployment, request) => callAgentCore(url, runtimeOf(deployment, account), request),
    close: () => agentcore.reset(),
  }
}

function runtimeOf(deployment: AdapterDeployment, account: string): AgentRuntime {
  const { env, target, name } = deployment
  const { serverProtocol: protocol, authorizer, stream } = readSettings(deployment)
  return {
    arn: arnOf(deployment, account),
    agent: {
      name: target?.name ?? name,
      description: text(target?.spec['description'], ''),
      env,
    },
    image: text(property(target?.spec['source'], 'image'), 'none, built from source'),
    protocol,
    authorizer,
    stream,
  }
}

/** One runtime per deployment. Its name keeps the agent's, without hyphens; its suffix stays the same for the same row. */
function arnOf({ uid, target, name, runtime }: AdapterDeployment, account: string): string {
  const agent = (target?.name ?? name).toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  const region = text(runtimeSpec(runtime).config?.['region'], 'us-east-1')
  const suffix = createHash('sha256').update(uid).digest('hex').slice(0, 10)
  return `arn:aws:bedrock-agentcore:${region}:${account}:runtime/${agent}-${suffix}`
}
