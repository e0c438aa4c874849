import type { Resource } from './resources.ts'
import { apiVersionOf } from './shelf.ts'
import { workloadResources } from './workloads.ts'

/** kubectl asks for all of this before anything else. */
const verbs = ['delete', 'get', 'list', 'patch']
const readVerbs = ['get', 'list']

export const coreVersions = {
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [],
}

export function groupList(resources: readonly Resource[]): object {
  const groups = [...new Set(resources.map(({ group }) => group))].filter((group) => group !== '')
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map((name) => {
      const own = resources.filter(({ group }) => group === name)
      const versions = [...new Set(own.map(apiVersionOf))].map((groupVersion) => ({
        groupVersion,
        version: groupVersion.slice(name.length + 1),
      }))
      return { name, versions, preferredVersion: versions.at(-1) }
    }),
  }
}

/** What a group has in a version; undefined for one that is not served. */
export function resourceList(
  resources: readonly Resource[],
  groupVersion: string,
): object | undefined {
  const own = resources.filter((resource) => apiVersionOf(resource) === groupVersion)
  if (own.length === 0) return undefined
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: [
      ...own.map((resource) => ({
        name: resource.plural,
        singularName: resource.kind.toLowerCase(),
        namespaced: resource.clusterScoped !== true,
        kind: resource.kind,
        ...(resource.short !== undefined && { shortNames: [resource.short] }),
        verbs: workloadResources.includes(resource) ? readVerbs : verbs,
      })),
      ...(groupVersion === 'v1' ? [podLog] : []),
    ],
  }
}

const podLog = { name: 'pods/log', singularName: '', namespaced: true, kind: 'Pod', verbs: ['get'] }
