import { useMutation, useQueryClient } from '@tanstack/react-query'

import type { AppliedView } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { call } from '../../api/client.ts'
import { policyQuery } from '../../mcp/queries.ts'
import { useKept } from './useKept.ts'

/** Applies documents to the gateway and takes them back. What was applied stays until it is taken back. */
export function useApplyRules(gateway: string, onDone: () => void) {
  const client = useQueryClient()
  const [applied, keepApplied] = useKept<AppliedView[]>('applied rules', gateway, [])
  const settle = async () => {
    await Promise.all([
      client.invalidateQueries(policyQuery(gateway)),
      client.invalidateQueries({ queryKey: ['manifests', gateway] }),
    ])
    onDone()
  }
  const apply = useMutation<{ applied: AppliedView[] }, ApiError, string>({
    mutationFn: (yaml) =>
      call('POST /bff/gateways/:gateway/manifests/apply', { params: { gateway }, body: { yaml } }),
    onSuccess: async ({ applied: made }) => {
      keepApplied((before) => [...before, ...made.filter(({ undo }) => undo !== null)])
      await settle()
    },
  })
  const takeBack = useMutation<undefined, ApiError>({
    mutationFn: async () => {
      // The last comes first: an earlier one may be what the later one changed.
      for (const { undo } of applied.toReversed()) {
        if (undo === null) continue
        const options = { params: { gateway }, body: { undo } }
        await call('POST /bff/gateways/:gateway/manifests/undo', options)
        keepApplied((before) => before.filter((each) => each.undo !== undo))
      }
    },
    onSettled: settle,
  })
  return { applied, apply, takeBack }
}
