import { queryOptions, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import type { CallRequest } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { queryClient } from '../api/queryClient.ts'
import { callAll } from '../mcp/callAll.ts'
import type { Probe } from './probe.ts'
import { rememberCall } from './queries.ts'

/** The console server takes this many calls in one request. */
const batch = 200

/** Kept for the visit, so that going to a call and coming back finds the matrix as it was. */
const probeQuery = (gateway: string) =>
  queryOptions<Probe>({
    queryKey: ['probe', gateway],
    queryFn: () => ({ calls: [], total: 0 }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })

/** Runs many calls and keeps their answers. `cancel` stops what has not been answered yet. */
export function useProbe(gateway: string) {
  const options = probeQuery(gateway)
  const { data = { calls: [], total: 0 } } = useQuery(options)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<ApiError>()
  const controller = useRef<AbortController>(undefined)
  const run = async (requests: CallRequest[]) => {
    const { signal } = (controller.current = new AbortController())
    queryClient.setQueryData(options.queryKey, { calls: [], total: requests.length })
    setRunning(true)
    setError(undefined)
    try {
      for (let from = 0; from < requests.length; from += batch)
        for await (const call of callAll(gateway, requests.slice(from, from + batch), signal)) {
          rememberCall(call)
          queryClient.setQueryData(options.queryKey, (probe) => ({
            total: probe?.total ?? 0,
            calls: [...(probe?.calls ?? []), call],
          }))
        }
    } catch (cause) {
      if (!signal.aborted) setError(cause instanceof ApiError ? cause : ApiError.noAnswer(0, cause))
    }
    setRunning(false)
  }
  return { probe: data, running, error, run, cancel: () => controller.current?.abort() }
}
