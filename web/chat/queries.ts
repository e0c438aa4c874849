import { queryOptions } from '@tanstack/react-query'

import { call } from '../api/client.ts'
import { answer, freshFor } from '../records/answer.ts'
import { asked, type RecordAt } from '../records/asked.ts'

/** What a deployment can do in a conversation, asked as a persona (none: the one that it is usually asked as). */
export const chatTargetQuery = (
  deployment: string,
  { as = '', namespace }: RecordAt & { as?: string | undefined },
) =>
  queryOptions({
    queryKey: ['records', 'chat', deployment, namespace, as],
    queryFn: ({ signal }) =>
      answer(
        call('GET /bff/chat/:deployment', {
          params: { deployment },
          query: asked(as, { namespace }),
          signal,
        }),
      ),
    staleTime: freshFor,
  })

/** The operator's conversations with a deployment, newest first. */
export const conversationsQuery = (at: { deployment: string; namespace?: string | undefined }) =>
  queryOptions({
    queryKey: ['conversations', at],
    queryFn: ({ signal }) =>
      answer(
        call('GET /bff/conversations', {
          query: { deployment: at.deployment, ...asked('', { namespace: at.namespace }) },
          signal,
        }),
      ),
    staleTime: freshFor,
  })

/** One conversation with all that was said; a 404 where it was deleted or is somebody else's. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => answer(call('GET /bff/conversations/:id', { params: { id }, signal })),
    // What is running goes on while nobody looks.
    staleTime: 0,
  })
