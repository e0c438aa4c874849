import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { PersonaView } from '#bff'

import { usePulse } from './useGateway.ts'

/** Everything that is read of one gateway stands below these and its id. */
const kept = ['gateway', 'policy', 'manifests', 'tools'] as const

/**
 * Reads a gateway anew when it or its admin port comes or goes, or when the persona that asks gets a token:
 * what is on the page is then what would be answered now.
 */
export function useComeback(gateway: string, persona: PersonaView | undefined): void {
  const client = useQueryClient()
  const { data, admin } = usePulse(gateway)
  // Not known yet counts as ready: the page has just asked the gateway itself.
  const now = [data, admin, persona].map((each) => each?.state ?? 'ready').join(' ')
  const before = useRef(now)
  useEffect(() => {
    if (before.current !== now)
      for (const key of kept) void client.invalidateQueries({ queryKey: [key, gateway] })
    before.current = now
  }, [client, gateway, now])
}
