import { useQuery } from '@tanstack/react-query'

import type { PersonaView, TokenCheck } from '#bff'

import { call } from '../api/client.ts'
import { list } from '../ui/list.ts'
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
  const fine = data.readable ? data.gateways.filter(({ findings }) => findings.length === 0) : []
  const silent = idsOf(fine.filter(({ told }) => told))
  const untold = idsOf(fine.filter(({ told }) => !told))
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
        {[...against(data.gateways)].map(([sentence, gateways]) => (
          <Against key={sentence} sentence={`${list(gateways)}: ${sentence}`} />
        ))}
        {silent.length > 0 ? (
          <li className="text-ink-2">
            {list(silent)}: nothing that is told of issuers, audiences and keys speaks against it.
          </li>
        ) : null}
        {untold.length > 0 ? (
          <li className="text-ink-2">
            {untold.length === 1
              ? `${list(untold)} does not tell whom it trusts.`
              : `${list(untold)} do not tell whom they trust.`}
          </li>
        ) : null}
      </ul>
    </div>
  )
}

/** Each sentence once, with the gateways that it is true of. */
function against(gateways: TokenCheck['gateways']): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { gateway, findings } of gateways)
    for (const sentence of findings) found.set(sentence, [...(found.get(sentence) ?? []), gateway])
  return found
}

const idsOf = (gateways: TokenCheck['gateways']) => gateways.map(({ gateway }) => gateway)

const Against = ({ sentence }: { sentence: string }) => (
  <li className="flex items-start gap-1.5 font-bold text-refused">
    <OutcomeIcon outcome="rejected" className="mt-1 size-4 shrink-0" />
    <span className="wrap-anywhere">{sentence}</span>
  </li>
)
