import { useCallback, useRef, useState } from 'react'

import type { CallRequest, CallView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { callAll } from '../mcp/callAll.ts'
import { rememberCall } from './queries.ts'

async function receive(answers: AsyncIterable<CallView>, each: (call: CallView) => void) {
  for await (const call of answers) {
    rememberCall(call)
    each(call)
  }
}

/**
 * Sends one request as several personas at once. Answers go into the history as they arrive;
 * `waiting` names the personas whose answer is still out, `error` why the rest will not come.
 */
export function useSendAll(gateway: string) {
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState<ApiError>()
  const running = useRef<AbortController>(undefined)
  const send = useCallback(
    async (calls: CallRequest[]) => {
      running.current?.abort()
      const { signal } = (running.current = new AbortController())
      setError(undefined)
      setWaiting(new Set(calls.map((call) => call.as)))
      try {
        await receive(callAll(gateway, calls, signal), ({ persona }) =>
          setWaiting((before) => new Set([...before].filter((as) => as !== persona))),
        )
      } catch (cause) {
        if (signal.aborted) return
        setError(cause instanceof ApiError ? cause : ApiError.noAnswer(0, cause))
      }
      if (!signal.aborted) setWaiting(new Set())
    },
    [gateway],
  )
  return { send, waiting, error }
}
