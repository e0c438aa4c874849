import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'

import type { ConversationView } from '#bff'

import { queryClient } from '../api/queryClient.ts'
import {
  type ConversationAt,
  type ConversationModel,
  type ConversationState,
  createConversation,
} from './conversation.ts'
import { conversationQuery } from './queries.ts'

/** A conversation as a page sees it: what was said, and what can be done. */
export interface Conversation
  extends ConversationState, Omit<ConversationModel, 'read' | 'subscribe' | 'adopt'> {
  /** `empty`: nothing was asked yet. `gone`: deleted, somebody else's, or never begun. */
  state: 'empty' | 'loading' | 'ready' | 'gone'
  running: boolean
  /** As the server keeps it, where it does yet. */
  stored?: ConversationView | undefined
}

const fresh = new Set<string>()

/** The id of a conversation that begins here. Every other id is looked for on the server. */
export function newConversation(): string {
  const id = crypto.randomUUID()
  fresh.add(id)
  return id
}

const models = new Map<string, ConversationModel>()

/** One model per conversation and window; it lives on while its streams do. */
function modelOf(at: ConversationAt): ConversationModel {
  const { conversation } = at
  const known = models.get(conversation)
  if (known) return known
  const model = createConversation(at, undefined, () => models.delete(conversation))
  // What the loader has read is there with the first drawing.
  const read = queryClient.getQueryData(conversationQuery(conversation).queryKey)
  if (read?.ok) model.adopt(read.value)
  models.set(conversation, model)
  return model
}

/**
 * Follows one conversation, live and across reloads and windows. Made by `newConversation` it begins
 * with the first question; otherwise it must be there already, and `state` is `gone` where it is not.
 */
export function useConversation({
  deployment,
  namespace,
  as,
  conversation,
}: ConversationAt): Conversation {
  const model = useMemo(
    () => modelOf({ deployment, namespace, as, conversation }),
    [deployment, namespace, as, conversation],
  )
  const state = useSyncExternalStore(model.subscribe, model.read)
  const begun = !fresh.has(conversation) || state.answers.some(({ events }) => events.length > 0)
  const { data } = useQuery({ ...conversationQuery(conversation), enabled: begun })
  const stored = data?.ok ? data.value : undefined
  useEffect(() => {
    if (stored) model.adopt(stored)
  }, [stored, model])
  const client = useQueryClient()
  const running = state.answers.some((answer) => answer.state === 'running')
  const { stopped } = state
  useEffect(() => {
    // The end of a session is told by the stored conversation.
    if (stopped) void client.invalidateQueries({ queryKey: ['conversation', conversation] })
  }, [stopped, client, conversation])
  return {
    ...model,
    ...state,
    stored,
    running,
    state: stateOf(),
    ...(data && !data.ok && { error: state.error ?? data.error }),
  }

  function stateOf(): Conversation['state'] {
    if (data && !data.ok && data.error.status === 404) return 'gone'
    if (state.answers.length > 0) return 'ready'
    if (begun && !data) return 'loading'
    return stored && stored.transcript.length > 0 ? 'loading' : 'empty'
  }
}
