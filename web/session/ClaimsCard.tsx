import { lazy, Suspense } from 'react'

import type { PersonaView } from '#bff'

import { Notice } from '../ui/Notice.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf } from '../ui/standpoint.ts'
import { Countdown } from '../ui/time.tsx'
import { sayClaim, sortClaims, type Claim } from './claims.ts'
import { PersonaActions } from './PersonaActions.tsx'
import { PersonaSignIn } from './PersonaSignIn.tsx'
import { useStandpoint } from './queries.ts'
import { sayKind, sayState } from './sayState.ts'

const TokenFindings = lazy(async () => ({
  default: (await import('./TokenFindings.tsx')).TokenFindings,
}))

const stateTone = {
  ready: 'info',
  signed_out: 'info',
  signin_required: 'refused',
  unavailable: 'gone',
} as const

/**
 * Who a persona is to the gateway: its claims, of which those that the policy reads (`deciding`) are
 * underlined and named so, how long its token lasts, and what can be done about it.
 */
export function ClaimsCard({
  persona,
  deciding,
}: {
  persona: PersonaView
  deciding: readonly string[]
}) {
  const standpoint = useStandpoint()
  const claims = persona.claims ? sortClaims(persona.claims, deciding) : null
  return (
    <section
      aria-label={`Claims of ${persona.label}`}
      className="@container grid content-start gap-3 rounded-panel border border-line bg-panel p-4"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PersonaMark
          size="lg"
          standpoint={standpoint(persona.id)}
          initial={initialOf(persona.label)}
        />
        <div className="min-w-0 flex-1">
          <p className="text-lg font-bold wrap-anywhere">{persona.label}</p>
          <p className="text-sm text-ink-2">
            {sayKind(persona.kind)}
            {persona.shared ? ', shared by all operators' : ''}
          </p>
        </div>
        {persona.state === 'ready' && persona.expiresAt !== undefined ? (
          <p className="w-full text-sm text-ink-2 @sm:w-auto @sm:text-right">
            expires in <br className="hidden @sm:block" />
            <b className="text-base text-ink">
              <Countdown iso={persona.expiresAt} />
            </b>
          </p>
        ) : null}
      </header>
      {persona.state === 'ready' ? null : (
        <Notice
          tone={stateTone[persona.state]}
          title={persona.reason ?? `${persona.label}: ${sayState(persona.state)}.`}
        />
      )}
      {claims ? <Claims {...claims} /> : null}
      {persona.kind === 'bearer' && persona.state === 'ready' ? (
        <Suspense>
          <TokenFindings persona={persona} />
        </Suspense>
      ) : null}
      {persona.state === 'ready' ? (
        <PersonaActions persona={persona} />
      ) : (
        <PersonaSignIn persona={persona} />
      )}
    </section>
  )
}

function Claims({ shown, rest }: { shown: readonly Claim[]; rest: readonly Claim[] }) {
  return (
    <>
      <ClaimList claims={shown} />
      {rest.length > 0 ? (
        <details>
          <summary className="w-fit py-1 text-sm text-ink-2">
            {rest.length} more {rest.length === 1 ? 'claim' : 'claims'}
          </summary>
          <ClaimList claims={rest} />
        </details>
      ) : null}
    </>
  )
}

function ClaimList({ claims }: { claims: readonly Claim[] }) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-1.5 font-mono @sm:grid-cols-[minmax(4rem,max-content)_minmax(0,1fr)] text-sm">
      {claims.map(({ name, value, decides }) => (
        <div key={name} className="grid grid-cols-subgrid @sm:col-span-2">
          <dt className="text-ink-2">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {decides ? (
              <>
                <b className="underline decoration-2 underline-offset-4">{sayClaim(value)}</b>{' '}
                <span className="font-sans text-ink-2">decides</span>
              </>
            ) : (
              sayClaim(value)
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
