import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { GatewayView, TopologyNode, TopologyView } from '#bff'

import { Section } from '../../records/Section.tsx'
import { list } from '../../ui/list.ts'
import { Properties } from '../../ui/Properties.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Wire } from '../../ui/Wire.tsx'
import { findManifest, sayManifest } from '../manifests/refs.ts'
import { manifestsQuery } from '../queries.ts'
import { sayKind } from './kinds.ts'
import { guardedBy, guardsOf } from './levels.ts'
import { Value } from './Value.tsx'

/** What is known of one part: its facts, and beside them the document that configures it. */
export function NodeFacts({
  gateway,
  topology,
  node,
}: {
  gateway: GatewayView
  topology: TopologyView
  node: TopologyNode
}) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The drawing may fill the window: what was asked for has to come into sight.
    ref.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const guards = guardsOf(topology, node.id)
  const guarded = node.kind === 'policy' ? guardedBy(topology, node.id) : []
  // A policy has a fact of the same name for each of its rules.
  const facts = Map.groupBy(
    [
      ['What', sayKind(node.kind)] as const,
      ...node.facts,
      ['Guarded by', named(guards)] as const,
      ['Guards', named(guarded)] as const,
    ].filter(([, value]) => value !== ''),
    ([label]) => label,
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 @4xl:grid-cols-[2fr_3fr]">
      <div>
        <div ref={ref} aria-hidden className="scroll-mb-64" />
        <Section title={node.label}>
          <div className="rounded-panel border border-line bg-panel p-4">
            <Properties
              rows={[...facts].map(([label, values]) => [
                label,
                <div key={label} className="grid gap-1.5">
                  {values.map(([, value]) => (
                    <Value key={value} text={value} />
                  ))}
                </div>,
              ])}
            />
          </div>
        </Section>
      </div>
      <Configured gateway={gateway} node={node} />
    </div>
  )
}

const named = (nodes: readonly TopologyNode[]) => list(nodes.map(({ label }) => label))

function Configured({ gateway, node: { manifest } }: { gateway: GatewayView; node: TopologyNode }) {
  const { manifests } = gateway.features
  const { data } = useQuery({ ...manifestsQuery(gateway.id), enabled: manifests.available })
  if (!manifest)
    return (
      <Section title="Manifest">
        <p className="text-ink-2">The gateway does not say which document this part comes from.</p>
      </Section>
    )
  const answered = data?.ok ? data.value : undefined
  const reason =
    manifests.reason ?? (data?.ok === false ? data.error.message : undefined) ?? answered?.reason
  const found = findManifest(answered?.manifests ?? [], manifest)
  return (
    <Section title="Manifest" lead={sayManifest(manifest)}>
      {found ? <Wire text={found.yaml} label="manifest" /> : null}
      {!found && manifests.available && !data ? <Skeleton className="h-40 w-full" /> : null}
      {!found && reason !== undefined ? <p className="text-ink-2">{reason}</p> : null}
      {!found && answered?.available === true ? (
        <p className="text-ink-2">
          The cluster has no document of that name: the gateway runs with one that is gone.
        </p>
      ) : null}
    </Section>
  )
}
