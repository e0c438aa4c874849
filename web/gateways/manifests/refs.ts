import type { ManifestView, TopologyNode, TopologyView } from '#bff'

type Ref = NonNullable<TopologyNode['manifest']>

/** One document by all that names it; two groups may have the same kind. */
export const refOf = ({ apiVersion, kind, namespace, name }: Ref): string =>
  [apiVersion, kind, namespace, name].join('|')

export const findManifest = (
  manifests: readonly ManifestView[],
  ref: Ref,
): ManifestView | undefined => manifests.find((each) => refOf(each) === refOf(ref))

/** `HTTPRoute agentgateway-system/mcp`. */
export const sayManifest = ({ kind, namespace, name }: Ref): string =>
  `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`

/** The parts of the gateway that a document configures. */
export const partsOf = (view: TopologyView | undefined, ref: Ref): TopologyNode[] =>
  (view?.nodes ?? []).filter(({ manifest }) => manifest && refOf(manifest) === refOf(ref))
