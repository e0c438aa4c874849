import type { ChatRuntimeConfig, Config } from '../../config/schema.ts'
import type { ChatMeta, RegistryObject } from '../../contract.ts'
import { textAt } from '../registry/envelope.ts'
import { originOf } from '../registry/rows.ts'
import { statusOf } from '../registry/status.ts'
import type { ChatPlace } from './adapter.ts'
import type { Refs } from './places.ts'
import { accountOf, arnIn, kagentAgentIn, regionOf } from './remote.ts'
import { settingsFor } from './settings.ts'

interface Records {
  deployment: RegistryObject
  /** Undefined where the persona may not see it, or it is gone. */
  runtime: RegistryObject | undefined
  refs: Refs
}

type At = Pick<ChatPlace, 'remoteId' | 'controllerUrl' | 'remoteNamespace'>

/** Where a question goes, or one sentence why it cannot. */
export type Destination = { adapter: ChatMeta['adapter'] } & ({ at: At } | { reason: string })

const adapterNames = {
  registry: 'registry-a2a',
  kagent: 'kagent-a2a',
  agentcore: 'agentcore',
} as const

export function destinationOf(config: Config, records: Records): Destination {
  const settings = settingsFor(config, records.refs.runtime.name)
  const adapter = adapterNames[settings.via]
  const reason = notReady(records, settings)
  if (reason !== undefined) return { adapter, reason }
  const found =
    settings.via === 'kagent'
      ? kagentAt(config, settings, records)
      : settings.via === 'agentcore'
        ? agentCoreAt(settings, records)
        : { remoteId: records.refs.target.name }
  return typeof found === 'string' ? { adapter, reason: found } : { adapter, at: found }
}

function notReady({ deployment, refs }: Records, { via }: ChatRuntimeConfig): string | undefined {
  const { name } = deployment.metadata
  const { kind } = refs.target
  if (kind !== 'Agent')
    return `${name} is ${kind === 'MCPServer' ? 'an MCP server' : `a ${kind}`}, which has tools and no conversation.`
  const { phase, words, message } = statusOf(deployment)
  const found = originOf(deployment) === 'discovered'
  if (found && via === 'registry')
    return `${name} was found on ${refs.runtime.name} and not deployed from here. The registry passes questions on to its own deployments only; chat.runtimes.${refs.runtime.name} in the configuration can name a direct way.`
  if (phase === 'deployed' || (found && words === 'Discovered')) return undefined
  const why = message === undefined ? '' : ` (${message})`
  return phase === 'undeployed'
    ? `${name} is undeployed. Deploy it again to ask it.`
    : `${name} is not ready: ${words}${why}.`
}

function kagentAt(
  config: Config,
  settings: Extract<ChatRuntimeConfig, { via: 'kagent' }>,
  { deployment, runtime, refs }: Records,
): At | string {
  const { name } = refs.runtime
  const wrong = wrongType(runtime, 'Kagent', name)
  if (wrong !== undefined) return wrong
  const url = settings.endpoint ?? textAt(runtime?.spec, 'config', 'kagentUrl')
  if (url === undefined || !URL.canParse(url))
    return `The Runtime ${name} names no address of a kagent controller. Set spec.config.kagentUrl, or chat.runtimes.${name}.endpoint.`
  const { origin, username, password, search, hash } = new URL(url)
  if (username !== '' || password !== '')
    return `The address in the Runtime ${name} holds a user name or password, which is not sent.`
  if (search !== '' || hash !== '')
    return `The address in the Runtime ${name} has a query, to which nothing can be added.`
  if (settings.endpoint === undefined && config.registry?.reach.includes(origin) !== true)
    return `The Runtime ${name} is at ${origin}, which this console may not ask. Add it to registry.reach, or set chat.runtimes.${name}.endpoint.`
  const agent = kagentAgentIn(deployment, refs.target.name)
  const namespace = agent.namespace ?? textAt(runtime?.spec, 'config', 'namespace') ?? 'kagent'
  if (![namespace, agent.name].every((one) => kubernetesName.test(one)))
    return `The record of ${deployment.metadata.name} names an agent that kagent cannot have: "${namespace}/${agent.name}".`
  return { remoteId: agent.name, remoteNamespace: namespace, controllerUrl: url }
}

/** RFC 1123 subdomain. Both names become segments of a path, where two dots would lead elsewhere. */
const kubernetesName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/

function agentCoreAt(
  { region }: Extract<ChatRuntimeConfig, { via: 'agentcore' }>,
  { deployment, runtime, refs }: Records,
): At | string {
  const { name } = refs.runtime
  const wrong = wrongType(runtime, 'BedrockAgentCore', name)
  if (wrong !== undefined) return wrong
  const arn = arnIn(deployment)
  if (arn === undefined)
    return `The record of ${deployment.metadata.name} does not name the ARN of its AgentCore runtime yet.`
  const there = regionOf(arn)
  if (there !== region)
    return `${deployment.metadata.name} runs in ${there}; chat.runtimes.${name}.region is ${region}.`
  const [account, owner] = [accountOf(arn), accountOf(textAt(runtime?.spec, 'config', 'roleArn'))]
  if (owner !== undefined && account !== owner)
    return `${deployment.metadata.name} names an agent of the AWS account ${account}; the Runtime ${name} is of ${owner}.`
  return { remoteId: arn }
}

/** Types are case-insensitive (agentregistry 84f7a5e9). */
function wrongType(
  runtime: RegistryObject | undefined,
  wanted: string,
  name: string,
): string | undefined {
  if (runtime === undefined)
    return `The Runtime ${name} is gone, or this persona may not see it; without it there is no address.`
  const type = textAt(runtime.spec, 'type') ?? 'unknown'
  return type.toLowerCase() === wanted.toLowerCase()
    ? undefined
    : `The Runtime ${name} is of type ${type}; chat.runtimes.${name}.via is for ${wanted}.`
}
