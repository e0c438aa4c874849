import type { McpAsk } from '#bff'

import { Elicitation } from './Elicitation.tsx'
import { Sampling } from './Sampling.tsx'

/** The open questions of a gateway's servers, oldest first: a server waits for each. */
export function Asks({ asks, gateway }: { asks: readonly McpAsk[]; gateway: string }) {
  return (
    <>
      {asks.map((ask) =>
        ask.kind === 'sampling' ? (
          <Sampling key={ask.id} ask={ask} gateway={gateway} />
        ) : (
          <Elicitation key={ask.id} ask={ask} gateway={gateway} />
        ),
      )}
    </>
  )
}
