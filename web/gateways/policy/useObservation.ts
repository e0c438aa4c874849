import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import type { CallRequest, CallView } from '#bff'

import { ApiError } from '../../api/ApiError.ts'
import { callAll } from '../../mcp/callAll.ts'

/** The console server takes this many calls in one request. */
const batch = 200

export const cellKey = (persona: string, tool: string) => `${persona}\n${tool}`

/** Real calls of this visit to the bench, the latest of each persona and tool. `again` repeats the last lot. */
export function useObservation(gateway: string) {
  const client = useQueryClient()
  const [calls, setCalls] = useState<ReadonlyMap<string, CallView>>(new Map())
  const [left, setLeft] = useState(0)
  const [error, setError] = useState<ApiError>()
  const controller = useRef<AbortController>(undefined)
  const asked = useRef<CallRequest[]>([])

  async function run(requests: CallRequest[]): Promise<void> {
    controller.current?.abort()
    const { signal } = (controller.current = new AbortController())
    asked.current = requests
    setError(undefined)
    setCalls(new Map())
    setLeft(requests.length)
    try {
      for (let from = 0; from < requests.length; from += batch)
        for await (const call of callAll(gateway, requests.slice(from, from + batch), signal)) {
          setCalls((before) => new Map(before).set(cellKey(call.persona, call.tool), call))
          setLeft((before) => before - 1)
        }
    } catch (cause) {
      if (!signal.aborted) setError(cause instanceof ApiError ? cause : ApiError.noAnswer(0, cause))
    }
    if (controller.current?.signal !== signal) return
    setLeft(0)
    void client.invalidateQueries({ queryKey: ['calls', gateway] })
  }

  return {
    calls,
    left,
    error,
    run: (requests: CallRequest[]) => void run(requests),
    again: () => void run(asked.current),
    stop: () => controller.current?.abort(),
  }
}

export type Observation = ReturnType<typeof useObservation>
