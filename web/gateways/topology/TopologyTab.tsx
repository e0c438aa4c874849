import { useQuery } from '@tanstack/react-query'

import type { GatewayView, PersonaView, TopologyView } from '#bff'

import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { NotAtHand } from '../NotAtHand.tsx'
import { topologyQuery } from '../queries.ts'
import { useGatewayPersonas } from '../useGateway.ts'
import { useParameters } from '../useParameters.ts'
import { Drawing } from './Drawing.tsx'
import { NodeFacts } from './NodeFacts.tsx'
import { Outline } from './Outline.tsx'

const views = [
  { value: 'drawing', label: 'Drawing' },
  { value: 'text', label: 'Text' },
] as const

/** What a request passes in this gateway, as drawing or as text, and the facts of one part. */
export function TopologyTab({ gateway, as }: { gateway: GatewayView; as: string }) {
  const { data, refetch } = useQuery(topologyQuery(gateway.id, as))
  const personas = useGatewayPersonas(gateway)
  const [url, set] = useParameters()
  if (!data) return <Skeleton className="h-64 w-full" />
  if (!data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  const topology = withLabels(data.value, personas)
  if (!topology.known)
    return (
      <NotAtHand
        title="What is behind its address is not known"
        reason={topology.reason}
        {...(gateway.features.topology.available && { onRetry: () => void refetch() })}
      />
    )
  const selected = topology.nodes.find(({ id }) => id === url.get('node'))
  const asText = url.get('view') === 'text'
  const select = (node: string) => set({ node: node === selected?.id ? '' : node })
  return (
    <div className="@container grid grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p className="text-ink-2 low:hidden">
            The way of a request. A box with a lid is guarded by the policy on the lid.
          </p>
          <div className="w-44 [&_legend]:sr-only">
            <Segmented
              label="Shown as"
              options={views}
              value={asText ? 'text' : 'drawing'}
              onChange={(view) => set({ view: view === 'text' ? view : '' })}
            />
          </div>
        </div>
        {asText ? (
          <div className="rounded-panel border border-line bg-panel p-4">
            <Outline topology={topology} selected={selected?.id} onSelect={select} />
          </div>
        ) : (
          <>
            <Drawing topology={topology} selected={selected?.id} onSelect={select} />
            <div className="sr-only">
              <p>The same as text</p>
              <Outline topology={topology} />
            </div>
          </>
        )}
        {topology.source === undefined ? null : (
          <p className="text-sm text-ink-2">
            Read from <span className="font-mono wrap-anywhere">{topology.source}</span>
          </p>
        )}
      </div>
      {selected ? (
        <NodeFacts key={selected.id} gateway={gateway} topology={topology} node={selected} />
      ) : (
        <p className="text-ink-2">Choose a part to see what is known of it and its manifest.</p>
      )}
    </div>
  )
}

const labelIn = (personas: readonly PersonaView[], id: string) =>
  personas.find((persona) => persona.id === id)?.label ?? id

/** The gateway's tools are counted for a persona by its id; people know it by its label. */
const withLabels = (topology: TopologyView, personas: readonly PersonaView[]): TopologyView => ({
  ...topology,
  nodes: topology.nodes.map((node) =>
    node.kind === 'tools'
      ? {
          ...node,
          facts: node.facts.map(([id, value]) => [
            // A sentence about the persona names it already.
            value.startsWith(`${id} `) ? 'as' : labelIn(personas, id),
            value,
          ]),
        }
      : node,
  ),
})
