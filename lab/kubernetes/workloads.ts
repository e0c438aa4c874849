import type { Cluster } from './cluster.ts'
import type { Resource } from './resources.ts'

/** The gateway's Deployment and its pod, which nobody can change: `kubectl logs deploy/…` asks for both. */
export interface Workload {
  resource: Resource
  labels: Readonly<Record<string, string>>
  object: object
}

export function workloadsOf({ pod: { namespace, name } }: Cluster): Workload[] {
  const labels = { 'app.kubernetes.io/name': name }
  const metadata = { name, namespace, labels }
  const spec = { containers: [{ name }] }
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec,
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  }
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec },
    },
    status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
  }
  return [
    { resource: pods, labels, object: pod },
    { resource: deployments, labels, object: deployment },
  ]
}

const pods: Resource = { group: '', version: 'v1', kind: 'Pod', plural: 'pods', short: 'po' }
const deployments: Resource = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  short: 'deploy',
}

export const workloadResources: readonly Resource[] = [pods, deployments]

/** Whether labels are what a selector of equalities asks for; undefined for another kind of selector. */
export function selects(selector: string, labels: Workload['labels']): boolean | undefined {
  const pairs = selector.split(',').map((term) => /^([^!=\s]+)==?([^=\s]+)$/.exec(term))
  if (pairs.some((pair) => pair === null)) return undefined
  return pairs.every((pair) => labels[pair?.[1] ?? ''] === pair?.[2])
}
