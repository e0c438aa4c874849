import { property, text } from '../untyped.ts'
import type { AdapterDeployment } from './adapter.ts'
import type { KagentAgent, KagentClient } from './kagentClient.ts'

/** On an agent that this registry made: which deployments share it, by uid. */
const ownersAnnotation = 'agentregistry.solo.io/deployments'
const managedLabel = { 'app.kubernetes.io/managed-by': 'agentregistry' }

/** What the runtime calls the agent: a slug of the Agent's name (agentregistry, September 2026). */
export const slugOf = ({ target, name }: Pick<AdapterDeployment, 'target' | 'name'>): string =>
  (target?.name ?? name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63)

/** Deployments of one Agent on one runtime share the agent there. Undefined when this registry did not make it. */
export function ownersOf({ agent }: KagentAgent): string[] | undefined {
  return agent.metadata.annotations?.[ownersAnnotation]?.split(',').filter(Boolean)
}

/**
 * The resource of an agent that brings its own image. The model that the Agent record names is not handed
 * on (`MODEL_PROVIDER`, `MODEL_NAME`), as the product does: here the environment of the lab decides whether
 * there is a model at all.
 */
export function agentManifest(
  deployment: AdapterDeployment,
  { url, namespace }: KagentClient,
  owners: readonly string[],
): Record<string, unknown> {
  const { target } = deployment
  const name = slugOf(deployment)
  const image = text(property(target?.spec['source'], 'image'), '')
  const env = {
    HOST: '0.0.0.0',
    KAGENT_URL: url,
    KAGENT_NAME: name,
    KAGENT_NAMESPACE: namespace,
    ...deployment.env,
  }
  return {
    apiVersion: 'kagent.dev/v1alpha2',
    kind: 'Agent',
    metadata: { name, namespace, ...ownedBy(owners) },
    spec: {
      type: 'BYO',
      description: text(target?.spec['description'], ''),
      byo: {
        deployment: {
          ...(image && { image }),
          env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
        },
      },
    },
  }
}

/** The resource as it is, for other owners. */
export const handedOver = (
  { agent: { status: _observed, ...agent } }: KagentAgent,
  owners: readonly string[],
): Record<string, unknown> => ({
  apiVersion: 'kagent.dev/v1alpha2',
  kind: 'Agent',
  ...agent,
  metadata: { ...agent.metadata, ...ownedBy(owners) },
})

const ownedBy = (owners: readonly string[]) => ({
  labels: managedLabel,
  annotations: { [ownersAnnotation]: owners.join(',') },
})
