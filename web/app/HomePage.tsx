import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { upstreamsQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { usePersonas, useSession } from '../session/queries.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { type NextStep, nextSteps } from './nextSteps.ts'
import { People } from './People.tsx'
import { UpstreamRow } from './UpstreamRow.tsx'
import { readRegistryAtHand, useRegistryAtHand } from './useRegistryAtHand.ts'

export const loader = () =>
  Promise.all([queryClient.ensureQueryData(gatewaysQuery), readRegistryAtHand()])

const numbers = ['Nothing', 'One thing', 'Two things', 'Three things', 'Four things']

/** `/`: what is connected, who is at hand, and what to do first. */
export function Component() {
  const { data: gateways } = useSuspenseQuery(gatewaysQuery)
  const { data: upstreams = [] } = useQuery(upstreamsQuery)
  const personas = usePersonas()
  const { operator } = useSession()
  const registry = useRegistryAtHand()
  const steps = [...nextSteps(gateways, personas), ...registry.steps]
  return (
    <>
      <PageHeader title={`Ready when you are, ${operator.name}`}>
        One request, sent as two people. What differs in the answers is the policy.
      </PageHeader>
      <div className="grid max-w-6xl gap-8 @5xl/shell:grid-cols-[3fr_2fr] @5xl/shell:grid-rows-[auto_1fr]">
        <section aria-labelledby="now">
          <h2 id="now" className="mb-2 font-bold">
            {numbers[steps.length]} to do now
          </h2>
          <Steps steps={steps} />
        </section>
        <section
          aria-labelledby="people"
          className="@5xl/shell:col-start-2 @5xl/shell:row-span-2 @5xl/shell:row-start-1"
        >
          <h2 id="people" className="mb-2 font-bold">
            Personas
          </h2>
          <People personas={personas} gateways={gateways} lookers={registry.lookers} />
        </section>
        <section aria-labelledby="upstreams">
          <h2 id="upstreams" className="mb-2 font-bold">
            Upstreams
          </h2>
          <ul className="rounded-panel border border-line bg-panel">
            {upstreams.map((upstream) => (
              <UpstreamRow
                key={upstream.id}
                upstream={upstream}
                gateway={gateways.find(({ id }) => id === upstream.id)}
              />
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}

function Steps({ steps }: { steps: readonly NextStep[] }) {
  if (steps.length === 0) {
    return (
      <p className="text-ink-2">
        No gateway with personas and no registry is configured. Name one under <code>gateways</code>{' '}
        or <code>registry</code> in the configuration file and start the console again.
      </p>
    )
  }
  return (
    <ol className="rounded-panel border border-line bg-panel">
      {steps.map(({ to, title, sentence }, index) => (
        <li key={to} className="border-b border-line last:border-0">
          <Link
            to={to}
            className="grid grid-cols-[2.5rem_1fr] items-baseline gap-y-1 px-5 py-4 -outline-offset-3 hover:bg-sunk"
          >
            <span aria-hidden className="font-mono text-ink-3">
              {index + 1}
            </span>
            <span className="text-lg font-bold underline decoration-line-strong">{title}</span>
            <span className="col-start-2 text-ink-2">{sentence}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
