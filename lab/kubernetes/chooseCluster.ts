import type { Header } from '../documents/source.ts'
import type { Resource } from './resources.ts'
import { apiVersionOf } from './shelf.ts'

/** A cluster as `GET /clusters` tells of it. */
export interface Destination {
  id: string
  /** Those that have documents. */
  namespaces: string[]
  resources: Resource[]
}

/**
 * Where a document belongs: the cluster that was named, or the only one that serves its kind and has
 * something in its namespace.
 * @throws Error that lists the clusters to choose from
 */
export function chooseCluster(
  clusters: readonly Destination[],
  { apiVersion, kind, namespace, name }: Header,
  named: string | undefined,
): { id: string; resource: Resource } {
  const isIts = (resource: Resource) =>
    resource.kind === kind && apiVersionOf(resource) === apiVersion
  const serving = clusters.flatMap(({ id, namespaces, resources }) => {
    const resource = resources.find(isIts)
    return resource ? [{ id, namespaces, resource }] : []
  })
  const what = `${kind} ${namespace}/${name}`
  if (serving.length === 0)
    throw new Error(`No gateway of the lab takes a ${apiVersion} ${kind}; look at docs/lab.md.`)
  const fitting = serving.filter(({ id, namespaces }) =>
    named === undefined ? namespaces.includes(namespace) : id === named,
  )
  const [only, another] = fitting
  if (only !== undefined && another === undefined) return only
  const choice = (fitting.length > 0 ? fitting : serving).map(({ id }) => id).join(', ')
  throw new Error(
    named === undefined
      ? `${what} could belong to several gateways. Add --cluster with one of ${choice}.`
      : `The cluster "${named}" takes no ${kind}. Those that do: ${choice}.`,
  )
}
