import type { ReactNode } from 'react'

import type { PersonaView } from '#bff'

import { mayAsk } from '../../mcp/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { SignInNotice } from '../SignInNotice.tsx'
import type { Address } from '../useAddress.ts'
import { ItemList } from './ItemList.tsx'
import type { Offered } from './offered.ts'
import type { useOffered } from './useOffered.ts'

/** Left: what the server offers this persona. Right: the one that is chosen. */
export function OfferedLayout({
  noun,
  address,
  as,
  lists,
  children,
}: {
  /** Plural, as MCP calls them: "resources". */
  noun: string
  address: Address
  as: PersonaView
  lists: ReturnType<typeof useOffered>
  children: (item: Offered) => ReactNode
}) {
  const { items, read, reply, error, refetch } = lists
  const chosen = items.find(({ id }) => id === address.item)
  return (
    <div className="grid items-start gap-6 @4xl:grid-cols-[18rem_minmax(0,1fr)]">
      <aside aria-label={`${noun} as ${as.label}`} className="grid min-w-0 gap-4">
        {mayAsk(as) ? null : <SignInNotice persona={as} />}
        {read ? (
          <p>
            <b className="text-lg">{items.filter(({ hidden }) => !hidden).length}</b> offered to{' '}
            {as.label}
          </p>
        ) : null}
        {error ? <ProblemNotice error={error} onRetry={refetch} /> : null}
        {reply && reply.verdict.outcome !== 'allowed' ? (
          <Notice
            tone={reply.verdict.outcome === 'unreachable' ? 'gone' : 'refused'}
            title={reply.verdict.sentence}
            action={
              <Button size="sm" onClick={refetch}>
                Try again
              </Button>
            }
          >
            {reply.verdict.hint}
          </Notice>
        ) : null}
        {items.length > 0 ? <ItemList {...{ noun, items, address }} as={as.id} /> : null}
      </aside>
      {chosen ? (
        <div
          key={`${address.gateway.id} ${chosen.kind} ${chosen.id}`}
          className="grid min-w-0 gap-4"
        >
          {chosen.hidden ? (
            <p className="font-bold">
              Hidden from {as.label}. It can be asked for all the same, and the answer is the proof.
            </p>
          ) : null}
          {children(chosen)}
        </div>
      ) : (
        <EmptyState title={`Choose one of the ${noun}`}>
          {address.item !== '' && read ? (
            <>
              <code className="font-mono">{address.item}</code> is in no list of {as.label}.
            </>
          ) : (
            'Nothing is asked for before you say so.'
          )}
        </EmptyState>
      )}
    </div>
  )
}
