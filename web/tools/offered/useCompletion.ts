import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { call } from '../../api/client.ts'
import { isObject } from '../../mcp/argumentsText.ts'

/** How long typing rests before the server is asked: each question is a request of its own. */
const restMs = 250

/** What is being filled in (MCP 2025-11-25, `CompleteRequestParams`). */
export interface Completing {
  gateway: string
  as: string
  ref: { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string }
  /** Those that are filled in already; a server may narrow its answer by them. */
  filled: Record<string, string>
}

/** What the server proposes for one argument as far as it is typed; nothing until `wanted`. */
export function useCompletion(
  { gateway, as, ref, filled }: Completing,
  name: string,
  typed: string,
  wanted: boolean,
): string[] {
  const value = useRested(typed)
  const { data = [] } = useQuery({
    queryKey: ['mcp', 'complete', gateway, as, ref, name, value, filled],
    queryFn: async ({ signal }) => {
      const { [name]: _, ...others } = filled
      const params = { ref, argument: { name, value }, context: { arguments: others } }
      const body = { as, method: 'completion/complete' as const, params } // a literal of the contract
      const route = 'POST /bff/gateways/:gateway/requests'
      return valuesIn((await call(route, { params: { gateway }, body, signal })).result)
    },
    enabled: wanted,
    placeholderData: keepPreviousData,
  })
  return data
}

function valuesIn(result: Record<string, unknown> | undefined): string[] {
  const values = isObject(result?.completion) ? result.completion.values : undefined
  return (Array.isArray(values) ? values : []).filter((each) => typeof each === 'string')
}

/** A text once it has not changed for a moment. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
