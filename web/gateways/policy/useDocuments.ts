import { queryOptions, useQuery } from '@tanstack/react-query'

import type { GatewayView, PolicyView } from '#bff'

import { call } from '../../api/client.ts'
import { answer, freshFor } from '../../records/answer.ts'
import type { Documents } from './policyText.ts'

/** The documents that a gateway runs on; none where its configuration names no Kubernetes API. */
const manifestsQuery = (gateway: string) =>
  queryOptions({
    queryKey: ['manifests', gateway, 'of-rules'],
    queryFn: ({ signal }) =>
      answer(call('GET /bff/gateways/:gateway/manifests', { params: { gateway }, signal })),
    staleTime: freshFor,
  })

/** The draft as documents. Written when they are asked for: what writes YAML is loaded only then. */
export function useDocuments(
  gateway: GatewayView,
  held: PolicyView,
  draft: PolicyView,
): Documents | undefined {
  const shown = useQuery(manifestsQuery(gateway.id)).data
  const { data } = useQuery({
    queryKey: ['rule-documents', gateway.id, held.rules, draft.rules, draft.claimRules, shown],
    enabled: shown !== undefined,
    queryFn: async (): Promise<Documents> => {
      const manifests = shown?.ok ? shown.value.manifests : []
      const origin = { manifests, gateway: gateway.id }
      if (held.engine === 'claims') {
        const { claimDocuments } = await import('./claimDocuments.ts')
        return claimDocuments(draft.claimRules, origin)
      }
      const { celDocuments } = await import('./celDocuments.ts')
      return celDocuments(draft.rules, held.rules, origin)
    },
    // A keystroke makes a new one; the last stays in sight until then.
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return data
}
