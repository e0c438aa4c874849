import { useQuery } from '@tanstack/react-query'

import type { PersonaView, TokenCheck } from '#bff'

import { call } from '../api/client.ts'
import { OutcomeIcon } from '../ui/OutcomeIcon.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** Of another token, with other times, other things can be said. */
const checkQuery = ({ id, issuedAt, expiresAt, claims }: PersonaView) => ({
  queryKey: ['persona', id, 'token', issuedAt, expiresAt, claims],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call('GET /bff/personas/:persona/token', { params: { persona: id }, signal }),
})

/**
 * What can be said of a token before a gateway is asked: who signed it, and what at which gateway speaks
 * against it. A check that did not succeed says nothing, since the gateway itself will.
 */
export function TokenFindings({ persona }: { persona: PersonaView }) {
  const { data, isPending } = useQuery(checkQuery(persona))
  if (isPending) return <Skeleton className="h-12 w-full" />
  if (!data) return null
  return (
    <div className="grid gap-2 text-sm">
      {data.key === undefined && data.algorithm === undefined ? null : (
        <p className="text-ink-2">
          signed with {data.algorithm ?? 'an algorithm it does not name'}
          {data.key === undefined ? '' : ', key '}
          {data.key === undefined ? null : (
            <span className="font-mono wrap-anywhere">{data.key}</span>
          )}
        </p>
      )}
      <ul aria-label={`What speaks against the token of ${persona.label}`} className="grid gap-1.5">
        {data.findings.map((sentence) => (
          <Against key={sentence} sentence={sentence} />
        ))}
        {data.gateways.map((each) => (
          <AtGateway key={each.gateway} {...each} />
        ))}
      </ul>
    </div>
  )
}

function AtGateway({ gateway, told, findings }: TokenCheck['gateways'][number]) {
  if (findings.length > 0)
    return findings.map((sentence) => (
      <Against key={sentence} sentence={`${gateway}: ${sentence}`} />
    ))
  return (
    <li className="text-ink-2">
      {told
        ? `${gateway}: nothing that it tells of issuers, audiences and keys speaks against it.`
        : `${gateway} does not tell whom it trusts.`}
    </li>
  )
}

const Against = ({ sentence }: { sentence: string }) => (
  <li className="flex items-start gap-1.5 font-bold text-refused">
    <OutcomeIcon outcome="rejected" className="mt-1 size-4 shrink-0" />
    <span className="wrap-anywhere">{sentence}</span>
  </li>
)
