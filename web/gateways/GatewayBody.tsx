import type { GatewayView } from '#bff'

import { SessionList } from '../mcp/SessionList.tsx'
import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { GatewayFacts } from './GatewayFacts.tsx'
import { RowTrouble } from './list/RowTrouble.tsx'
import { troubleOf } from './list/trouble.ts'
import { LogTab } from './log/LogTab.tsx'
import { Looker } from './Looker.tsx'
import { ManifestsTab } from './manifests/ManifestsTab.tsx'
import { ProductMark } from './ProductMark.tsx'
import { ProductNote } from './ProductNote.tsx'
import { Pulse } from './Pulse.tsx'
import { TopologyTab } from './topology/TopologyTab.tsx'
import { useComeback } from './useComeback.ts'
import { useAbout, useGatewayPersonas, usePulse } from './useGateway.ts'
import { useParameters } from './useParameters.ts'

/** A gateway that the configuration has. */
export function GatewayBody({ gateway, as }: { gateway: GatewayView; as: string }) {
  const persona = useGatewayPersonas(gateway).find(({ id }) => id === as)
  const { about, retry } = useAbout(gateway, persona)
  useComeback(gateway.id, persona)
  const pulse = usePulse(gateway.id)
  const [url, set] = useParameters()
  const trouble = troubleOf(persona, about)
  const said = about?.ok ? about.value : undefined
  return (
    <div className="@container grid grid-cols-[minmax(0,1fr)] gap-4 low:gap-2">
      <div className="-mb-5 low:-mb-3">
        <PageHeader
          title={gateway.label}
          action={
            <>
              <ActionLink to={paths.tools({ gateway: gateway.id, as })}>Tools</ActionLink>
              <ActionLink to={paths.compare({ gateway: gateway.id, as: pair(gateway, as) })}>
                Compare
              </ActionLink>
              <ActionLink to={paths.audit({ gateway: gateway.id })}>Audit</ActionLink>
              <ActionLink primary to={paths.policy(gateway.id)}>
                Policy bench
              </ActionLink>
            </>
          }
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <span className="flex min-w-0 flex-wrap items-center gap-x-6 gap-y-1">
          <span className="flex min-w-0 items-center gap-2">
            <ProductMark product={gateway.product} />
            <span className="font-mono text-sm wrap-anywhere">{gateway.url}</span>
          </span>
          <Pulse upstream={pulse.data} brief={trouble !== undefined} />
        </span>
        <Looker gateway={gateway} as={as} />
      </div>
      {persona && trouble ? (
        <RowTrouble persona={persona} trouble={trouble} onRetry={retry} />
      ) : null}
      <GatewayFacts gateway={gateway} about={said} waiting={!about && !trouble} />
      <ProductNote gateway={gateway} />
      <Tabs
        label="Parts of the gateway"
        value={url.get('tab') ?? 'topology'}
        onChange={(tab) => set({ tab: tab === 'topology' ? '' : tab })}
        tabs={[
          {
            id: 'topology',
            label: 'Topology',
            content: <TopologyTab gateway={gateway} as={as} />,
          },
          {
            id: 'manifests',
            label: 'Manifests',
            content: <ManifestsTab gateway={gateway} as={as} />,
          },
          { id: 'sessions', label: 'Sessions', content: <SessionList gateway={gateway} /> },
          { id: 'log', label: 'Access log', content: <LogTab gateway={gateway} /> },
        ]}
      />
    </div>
  )
}

/** Who stands beside the persona in a comparison: the first other one. */
const pair = ({ personas }: GatewayView, as: string): string[] => [
  as,
  ...personas.filter((id) => id !== as).slice(0, 1),
]
