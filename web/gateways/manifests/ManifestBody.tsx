import { Link } from 'react-router'

import type { ManifestView, TopologyNode, TopologyView } from '#bff'

import { paths } from '../../paths.ts'
import { Section } from '../../records/Section.tsx'
import { Wire } from '../../ui/Wire.tsx'
import { sayKind } from '../topology/kinds.ts'
import { sayManifest } from './refs.ts'

const kinds: readonly TopologyNode['kind'][] = [
  'listener',
  'route',
  'policy',
  'backend',
  'target',
  'tools',
]

/** One document as text, and the parts of the gateway that come from it. */
export function ManifestBody({
  gateway,
  as,
  manifest,
  topology,
  parts,
}: {
  gateway: string
  as: string
  manifest: ManifestView
  topology: TopologyView | undefined
  parts: readonly TopologyNode[]
}) {
  return (
    <Section title={manifest.name} lead={`${sayManifest(manifest)}, ${manifest.apiVersion}`}>
      {topology?.known ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          <ol aria-hidden className="flex flex-wrap rounded-control border border-line-strong">
            {kinds.map((kind) => (
              <li
                key={kind}
                className={`border-l border-line-strong px-2.5 py-0.5 first:border-l-0 ${
                  parts.some((part) => part.kind === kind)
                    ? 'bg-ink font-bold text-paper'
                    : 'text-ink-2'
                }`}
              >
                {sayKind(kind)}
              </li>
            ))}
          </ol>
          <p className="flex flex-wrap gap-x-2">
            {parts.length === 0 ? 'No part that the gateway reports names it.' : 'Configures'}
            {parts.map(({ id, kind, label }) => (
              <Link
                key={id}
                className="underline"
                to={`${paths.gateway(gateway, { as, tab: 'topology' })}&node=${encodeURIComponent(id)}`}
              >
                {sayKind(kind).toLowerCase()} {label}
              </Link>
            ))}
          </p>
        </div>
      ) : null}
      <Wire text={manifest.yaml} label="YAML" />
      {manifest.masked === true ? (
        <p className="text-sm text-ink-2">
          Where a secret stood, something else stands. The console never shows one.
        </p>
      ) : null}
    </Section>
  )
}
