import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'

import type { GatewayView, ManifestView, TopologyView } from '#bff'

import { EmptyState } from '../../ui/EmptyState.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { NotAtHand } from '../NotAtHand.tsx'
import { manifestsQuery, topologyQuery } from '../queries.ts'
import { useParameters } from '../useParameters.ts'
import { ManifestBody } from './ManifestBody.tsx'
import { partsOf, refOf } from './refs.ts'

const BackendsBeside = lazy(async () => ({
  default: (await import('./BackendsBeside.tsx')).BackendsBeside,
}))

/** The documents that configure the gateway; each with the parts of the gateway that come from it. */
export function ManifestsTab({ gateway, as }: { gateway: GatewayView; as: string }) {
  const { available, reason } = gateway.features.manifests
  const { data, refetch } = useQuery({ ...manifestsQuery(gateway.id), enabled: available })
  const { data: topology } = useQuery(topologyQuery(gateway.id, as))
  const [url, set] = useParameters()
  const missing = 'Its documents are not at hand'
  if (!available) return <NotAtHand title={missing} reason={reason} />
  if (!data) return <Skeleton className="h-64 w-full" />
  if (!data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  const { manifests } = data.value
  if (!data.value.available)
    return <NotAtHand title={missing} reason={data.value.reason} onRetry={() => void refetch()} />
  const [first] = manifests
  if (!first)
    return (
      <EmptyState title="There is no document">
        The cluster holds none of the kinds that configure a gateway.
      </EmptyState>
    )
  const chosen = manifests.find((each) => refOf(each) === url.get('document')) ?? first
  const view = topology?.ok ? topology.value : undefined
  return (
    <div className="@container grid grid-cols-[minmax(0,1fr)] gap-10">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 @3xl:grid-cols-[17rem_minmax(0,1fr)]">
        <ManifestList
          manifests={manifests}
          chosen={chosen}
          onChoose={(manifest) => set({ document: refOf(manifest) })}
        />
        <ManifestBody
          gateway={gateway.id}
          as={as}
          manifest={chosen}
          topology={view}
          parts={partsOf(view, chosen)}
        />
      </div>
      {manifests.some(({ kind }) => kind === 'AgentgatewayBackend') ? (
        <Suspense fallback={<Skeleton className="h-64 w-full" />}>
          <BackendsBeside manifests={ownFirst(manifests, view)} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** A cluster may hold the documents of several gateways: those that this one reports come first. */
const ownFirst = (manifests: readonly ManifestView[], view: TopologyView | undefined) =>
  manifests.toSorted((a, b) => partsOf(view, b).length - partsOf(view, a).length)

function ManifestList({
  manifests,
  chosen,
  onChoose,
}: {
  manifests: readonly ManifestView[]
  chosen: ManifestView
  onChoose: (manifest: ManifestView) => void
}) {
  return (
    <nav aria-label="Documents">
      <ul className="rounded-panel border border-line bg-panel">
        {manifests.map((manifest) => (
          <li key={refOf(manifest)} className="border-b border-line last:border-b-0">
            <button
              type="button"
              aria-current={manifest === chosen || undefined}
              onClick={() => onChoose(manifest)}
              className="grid w-full min-w-0 border-l-4 border-transparent px-3 py-2 text-start -outline-offset-3 hover:bg-sunk aria-current:border-ink aria-current:bg-sunk"
            >
              <span className="font-bold wrap-anywhere">{manifest.name}</span>
              <span className="text-sm wrap-anywhere text-ink-2">
                {manifest.kind}
                {manifest.namespace === '' ? '' : ` in ${manifest.namespace}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
