import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { PersonaView, UpstreamView } from '#bff'

import { upstreamsQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'

/** Runs `then` when `value` turns to `to`, not when it begins there. */
function useTurn<T>(value: T, to: T, then: () => void) {
  const before = useRef(value)
  useEffect(() => {
    if (before.current !== value && value === to) then()
    before.current = value
  })
}

const stateOf = (upstreams: readonly UpstreamView[], gateway: string) =>
  upstreams.find(({ kind, id }) => kind === 'gateway' && id === gateway)?.state

const readyOnes = (personas: readonly PersonaView[]) =>
  personas.filter(({ state }) => state === 'ready').map(({ id }) => id)

/**
 * Lets a page recover by itself: a gateway's lists and policy are read again when its pulse turns
 * to ready, and a persona's list when the persona has a token again.
 */
export function useRecovery(gateway: string, personas: readonly PersonaView[]): void {
  const { data = [] } = useQuery(upstreamsQuery)
  // Not known yet counts as ready: the page has just asked the gateway itself.
  useTurn(stateOf(data, gateway) ?? 'ready', 'ready', () => {
    void queryClient.invalidateQueries({ queryKey: ['tools', gateway] })
    void queryClient.invalidateQueries({ queryKey: ['policy', gateway] })
  })
  const ready = readyOnes(personas).join(',')
  const before = useRef(ready)
  useEffect(() => {
    const known = before.current.split(',')
    for (const id of ready.split(','))
      if (!known.includes(id))
        void queryClient.invalidateQueries({ queryKey: ['tools', gateway, id] })
    before.current = ready
  }, [ready, gateway])
}
