import type { Documents } from '../documents/configuration.ts'
import { headerOf, type Source } from '../documents/source.ts'
import type { Cluster } from './cluster.ts'
import { keepObjects, type Objects } from './objects.ts'
import type { Resource } from './resources.ts'

/** Which object of a kind: a kind without namespaces has them all in one. */
export interface ObjectKey {
  resource: Resource
  namespace: string
  name: string
}

/** A cluster with what its API knows of the documents. */
export interface Shelf {
  cluster: Cluster
  objects: Objects
  documents: () => Promise<Documents>
  /** Those of a kind and version, in the order of the manifests. */
  list: (resource: Resource, namespace?: string) => Promise<Source[]>
  find: (key: ObjectKey) => Promise<Source | undefined>
}

export const apiVersionOf = ({ group, version }: Resource): string =>
  group === '' ? version : `${group}/${version}`

export function openShelf(cluster: Cluster, clock: () => number): Shelf {
  const list = async (resource: Resource, namespace?: string): Promise<Source[]> => {
    const documents = await cluster.documents()
    return documents.documents().filter((source) => {
      const header = headerOf(source)
      return (
        header.kind === resource.kind &&
        header.apiVersion === apiVersionOf(resource) &&
        (namespace === undefined || header.namespace === namespace)
      )
    })
  }
  return {
    cluster,
    objects: keepObjects(clock),
    documents: () => cluster.documents(),
    list,
    find: async ({ resource, namespace, name }) =>
      (await list(resource, namespace)).find((source) => headerOf(source).name === name),
  }
}
