import type { RegistryObject } from '../../contract.ts'
import { textAt } from '../registry/envelope.ts'

const annotation = 'runtimes.agentregistry.solo.io/kagent/remoteId'

/**
 * What kagent calls a deployed agent, from wherever the registry's edition writes it: `status.runtime`
 * (open source since September 2026), `status.details` (Enterprise up to 2026.8), an annotation; else the
 * name that the kagent adapter makes of the agent's own.
 */
export function kagentAgentIn(
  { status, metadata }: RegistryObject,
  agent: string,
): { name: string; namespace: string | undefined } {
  const id =
    textAt(status, 'runtime', 'id') ??
    textAt(status, 'details', 'runtimeMetadata', 'remoteId') ??
    textAt(status, 'details', 'remoteId') ??
    metadata.annotations?.[annotation] ??
    textAt(status, annotation) ??
    slugOf(agent)
  const namespace =
    textAt(status, 'runtime', 'namespace') ??
    textAt(status, 'details', 'runtimeMetadata', 'namespace')
  const [before, name] = id.split('/', 2)
  return name ? { name, namespace: before } : { name: id, namespace }
}

/** A Kubernetes name (RFC 1123 label). */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')

const arnForm = /arn:aws[a-z-]*:bedrock-agentcore:([a-z0-9-]+):\d{12}:runtime\/[\w-]+/

/**
 * The ARN of an AgentCore runtime. No edition documents its key, so it is told by its form; status first, and
 * never among what the agent is given as its environment.
 */
export const arnIn = ({ status, metadata, spec }: RegistryObject): string | undefined =>
  [status, metadata, { ...spec, env: undefined }]
    .map((part) => arnForm.exec(JSON.stringify(part ?? null))?.[0])
    .find((arn) => arn !== undefined)

export const regionOf = (arn: string): string | undefined => arn.split(':')[3]
/** Twelve digits; undefined where an ARN names none. */
export const accountOf = (arn = ''): string | undefined =>
  /^\d{12}$/.exec(arn.split(':')[4] ?? '')?.[0]
