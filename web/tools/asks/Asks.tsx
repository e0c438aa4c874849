import type { McpAsk } from '#bff'

import { Elicitation } from './Elicitation.tsx'
import { Sampling } from './Sampling.tsx'

/**
 * The open questions of a gateway's servers, those to the persona that acts first and then oldest first: a
 * server waits for each.
 */
export function Asks({
  asks,
  as,
  gateway,
}: {
  asks: readonly McpAsk[]
  as: string
  gateway: string
}) {
  const own = asks.filter(({ persona }) => persona === as)
  const others = asks.filter(({ persona }) => persona !== as)
  return (
    <>
      {[...own, ...others].map((ask) =>
        ask.kind === 'sampling' ? (
          <Sampling key={ask.id} ask={ask} gateway={gateway} />
        ) : (
          <Elicitation key={ask.id} ask={ask} gateway={gateway} />
        ),
      )}
    </>
  )
}
