import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { GatewayView, PersonaView } from '#bff'

import { upstreamsQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'
import { usePersonas, useSession, useStandpoint } from '../session/queries.ts'
import { sayKind, sayState } from '../session/sayState.ts'
import { gatewaysQuery } from '../tools/queries.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf } from '../ui/standpoint.ts'
import { Countdown } from '../ui/time.tsx'
import { nextSteps } from './nextSteps.ts'
import { UpstreamRow } from './UpstreamRow.tsx'

export const loader = () => queryClient.ensureQueryData(gatewaysQuery)

/** `/`: what is connected, who is at hand, and what to do first. */
export function Component() {
  const { data: gateways } = useSuspenseQuery(gatewaysQuery)
  const { data: upstreams = [] } = useQuery(upstreamsQuery)
  const personas = usePersonas()
  const { operator } = useSession()
  const steps = nextSteps(gateways, personas)
  return (
    <>
      <PageHeader title={`Ready when you are, ${operator.name}`}>
        One request, sent as two people. What differs in the answers is the policy.
      </PageHeader>
      <div className="grid max-w-6xl gap-8 @5xl/shell:grid-cols-[3fr_2fr]">
        <section aria-labelledby="now">
          <h2 id="now" className="mb-2 font-bold">
            Three things to do now
          </h2>
          {steps.length > 0 ? (
            <ol className="rounded-panel border border-line bg-panel">
              {steps.map(({ to, title, sentence }, index) => (
                <li key={to} className="border-b border-line last:border-0">
                  <Link
                    to={to}
                    className="grid grid-cols-[2.5rem_1fr] items-baseline gap-y-1 px-5 py-5 -outline-offset-3 hover:bg-sunk"
                  >
                    <span aria-hidden className="font-mono text-ink-3">
                      {index + 1}
                    </span>
                    <span className="text-lg font-bold underline decoration-line-strong">
                      {title}
                    </span>
                    <span className="col-start-2 text-ink-2">{sentence}</span>
                  </Link>
                </li>
              ))}
            </ol>
          ) : (
            <p className="text-ink-2">
              No gateway with personas is configured. Name one under <code>gateways</code> in the
              configuration file and start the console again.
            </p>
          )}
        </section>
        <div className="grid content-start gap-8">
          <section aria-labelledby="people">
            <h2 id="people" className="mb-2 font-bold">
              Personas
            </h2>
            <People personas={personas} gateways={gateways} />
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
      </div>
    </>
  )
}

function People({ personas, gateways }: { personas: PersonaView[]; gateways: GatewayView[] }) {
  const standpoint = useStandpoint()
  const gateway = (id: string) => gateways.find((each) => each.personas.includes(id))?.id
  return (
    <ul className="rounded-panel border border-line bg-panel">
      {personas.map(({ id, label, kind, state, expiresAt }) => (
        <li key={id} className="border-b border-line last:border-0">
          <Link
            to={paths.tools({ gateway: gateway(id), as: id })}
            className="flex min-h-12 items-center gap-3 px-4 -outline-offset-3 hover:bg-sunk"
          >
            <PersonaMark standpoint={standpoint(id)} initial={initialOf(label)} />
            <span className="min-w-0 flex-1">
              <b className="wrap-anywhere">{label}</b>{' '}
              <span className="text-sm text-ink-2">{sayKind(kind)}</span>
            </span>
            <span className="text-right text-sm text-ink-2">
              {state === 'ready' && expiresAt !== undefined ? (
                <>
                  ready, <Countdown iso={expiresAt} />
                </>
              ) : (
                sayState(state)
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
