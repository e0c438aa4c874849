import type { Config } from '../../../config/schema.ts'
import type { ManifestsView } from '../../../contract.ts'
import { Problem } from '../../../problem.ts'
import { featuresOf } from '../../features.ts'
import { gatewayUrl } from '../../mcp/gatewayUrl.ts'
import { type KubernetesClient, kubernetesOf } from './client.ts'
import { listOf } from './documents.ts'
import { type Kind, kindsOf } from './kinds.ts'
import { manifestView } from './manifestView.ts'
import type { KubernetesObject } from './object.ts'
import { related } from './related.ts'

export interface Manifests {
  /** Never rejects for the cluster's sake: what cannot be read says why. Problem 404 for an unknown gateway. */
  view(gateway: string): Promise<ManifestsView>
  /** The documents themselves. Problems 502 and 403 where the cluster would not show them. */
  documents(gateway: string): Promise<KubernetesObject[]>
}

export interface ManifestsParts {
  config: Config
  kubernetes: KubernetesClient
}

export function createManifests({ config, kubernetes }: ManifestsParts): Manifests {
  const reading = new Map<string, Promise<KubernetesObject[]>>()

  /** Who asks while they are being read gets the same: a page wants them for several of its parts. */
  function documents(gateway: string): Promise<KubernetesObject[]> {
    const known = reading.get(gateway)
    if (known) return known
    const asked = read(gateway).finally(() => reading.delete(gateway))
    reading.set(gateway, asked)
    return asked
  }

  async function read(gateway: string): Promise<KubernetesObject[]> {
    const { namespace, url } = kubernetesOf(config, gateway)
    const kinds = kindsOf[config.gateways[gateway]?.product ?? 'other']
    const lists = await Promise.all(
      kinds.map(async (kind) => {
        const found = await listOf(kubernetes, gateway, kind, namespace).catch(forbidden)
        return found instanceof Problem ? { kind, found: null, refused: found } : { kind, found }
      }),
    )
    if (lists.every(({ found }) => found === null)) {
      for (const { refused } of lists) if (refused) throw refused
      throw new Problem(
        502,
        'bad_gateway',
        `The Kubernetes API at ${new URL(url).host} serves no kind that configures this gateway.`,
        {
          hint: `Check gateways.${gateway}.kubernetes.url, and that its definitions are installed.`,
        },
      )
    }
    const of = (mcp: boolean) =>
      newest(lists.filter(({ kind }) => kind.mcp === mcp)).map(({ object }) => object)
    return related(of(true), of(false), namespace)
  }

  return {
    documents,
    async view(gateway) {
      gatewayUrl(config, gateway)
      const settings = config.gateways[gateway]
      const feature = settings && featuresOf(settings).manifests
      if (feature?.available !== true)
        return { available: false, manifests: [], ...(feature && { reason: feature.reason ?? '' }) }
      try {
        const found = await documents(gateway)
        return { available: true, manifests: found.map(manifestView) }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return { available: false, reason: error.message, manifests: [] }
      }
    },
  }
}

/** A kind that the account may not list is left out, like one that the cluster does not serve. */
function forbidden(error: unknown): Problem {
  if (error instanceof Problem && error.code === 'forbidden') return error
  throw error
}

/** One document is served in every version of its kind: the first version that has it counts. */
function newest(lists: readonly { kind: Kind; found: KubernetesObject[] | null }[]) {
  const seen = new Set<string>()
  return lists.flatMap(({ kind, found }) =>
    (found ?? []).flatMap((object) => {
      const [group] = kind.apiVersion.split('/')
      const { namespace, name } = object.metadata
      const key = `${group} ${kind.kind} ${namespace}/${name}`
      if (seen.has(key)) return []
      seen.add(key)
      return [{ object }]
    }),
  )
}
