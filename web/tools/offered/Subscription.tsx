import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { McpReply, PersonaView } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { call } from '../../api/client.ts'
import { noticesQuery } from '../../mcp/fromServer.ts'
import { Button } from '../../ui/Button.tsx'
import { ClockTime } from '../../ui/time.tsx'

type Wish = 'resources/subscribe' | 'resources/unsubscribe'

/** Follows one resource: the server says when it changed, and then it can be read again. */
export function Subscription({
  gateway,
  as,
  uri,
}: {
  gateway: string
  as: PersonaView
  uri: string
}) {
  const [followed, setFollowed] = useState(false)
  const { data: notices = [] } = useQuery(noticesQuery)
  const update = notices.find(
    ({ kind, persona, params, ...notice }) =>
      kind === 'resource_updated' &&
      notice.gateway === gateway &&
      persona === as.id &&
      params.uri === uri,
  )
  const { mutate, data, error, isPending } = useMutation<McpReply, ApiError, Wish>({
    mutationFn: (method) =>
      call('POST /bff/gateways/:gateway/requests', {
        params: { gateway },
        body: { as: as.id, method, params: { uri } },
      }),
    onSuccess: ({ verdict }, method) => {
      if (verdict.outcome === 'allowed') setFollowed(method === 'resources/subscribe')
    },
  })
  const trouble =
    data && data.verdict.outcome !== 'allowed' ? data.verdict.sentence : error?.message
  return (
    <>
      <output className="self-center text-sm text-ink-2">
        {trouble}
        {update && followed ? (
          <>
            changed at <ClockTime iso={update.at} />, read it again
          </>
        ) : null}
        {followed && !update ? 'subscribed' : null}
      </output>
      <Button
        pending={isPending}
        onClick={() => mutate(followed ? 'resources/unsubscribe' : 'resources/subscribe')}
      >
        {followed ? 'Unsubscribe' : 'Subscribe'}
      </Button>
    </>
  )
}
