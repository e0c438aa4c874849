import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'

import { Trouble } from '../records/Trouble.tsx'
import { useBounds } from '../session/actors.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ChatAnnouncer } from './ChatAnnouncer.tsx'
import { ChatFacts } from './ChatFacts.tsx'
import { ChatHead } from './ChatHead.tsx'
import type { ConversationAt } from './conversation.ts'
import { ConversationList } from './ConversationList.tsx'
import { Dock } from './Dock.tsx'
import { chatTargetQuery } from './queries.ts'
import { Transcript } from './Transcript.tsx'
import { useChatKeys } from './useChatKeys.ts'
import { useConversation } from './useConversation.ts'

const noPersonas: readonly string[] = []

/** One conversation with its head, its answers, its composer, and the others beside it. */
export function ChatBody({
  at,
  addressed,
  onBegan,
  onBegin,
}: {
  at: ConversationAt
  /** The address names this conversation already. */
  addressed: boolean
  onBegan: (conversation: string) => void
  /** A new conversation, as that persona. */
  onBegin: (persona: string) => void
}) {
  const { deployment, namespace, as = '', conversation: id } = at
  const { data: target, refetch } = useSuspenseQuery(chatTargetQuery(deployment, { as, namespace }))
  const conversation = useConversation(at)
  const composer = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [listed, setListed] = useState(false)
  const { answers, state, stored } = conversation
  const known = target.ok ? target.value : undefined
  const begun = answers.some(({ events }) => events.length > 0)
  const personas = known?.personas ?? noPersonas
  // Once it has begun, a conversation can only be gone on with by whoever began it.
  useBounds(
    useMemo(
      () => (begun ? personas.filter((each) => each === as) : personas),
      [begun, as, personas],
    ),
  )
  useEffect(() => {
    if (begun && !addressed) onBegan(id)
  }, [begun, addressed, id, onBegan])
  const anew = () => onBegin(as)
  const look = () => void refetch()
  useChatKeys({ composer, conversation, onBegin: anew })
  const list = <ConversationList at={at} onBegin={anew} onGo={() => setListed(false)} />
  return (
    <>
      <ChatHead
        at={at}
        conversation={conversation}
        target={known}
        onBegin={anew}
        onList={() => setListed(true)}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 @5xl:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="flex min-w-0 flex-col @3xl:min-h-[calc(100dvh-16.5rem)] low:min-h-0">
          <ChatFacts
            target={known}
            stored={stored}
            answers={answers}
            as={as}
            onPersona={begun ? undefined : onBegin}
          />
          {renderTalk()}
        </div>
        <aside
          aria-label="Conversations"
          className="sticky top-18 hidden max-h-[calc(100dvh-9rem)] self-start overflow-y-auto @5xl:block"
        >
          {list}
        </aside>
      </div>
      <Dialog open={listed} onClose={() => setListed(false)} title="Conversations">
        {list}
      </Dialog>
      <ChatAnnouncer answers={answers} />
    </>
  )

  function renderTalk() {
    if (state === 'gone') {
      return (
        <EmptyState
          title="This conversation is not here"
          action={<Button onClick={anew}>New conversation</Button>}
        >
          It was deleted, or it belongs to another operator. Conversations are never shared between
          operators, not even by their address.
        </EmptyState>
      )
    }
    return (
      <>
        {!target.ok && answers.length === 0 ? (
          <div className="pt-4">
            <Trouble error={target.error} onRetry={look} />
          </div>
        ) : null}
        <Transcript conversation={conversation} target={known} box={box} />
        <Dock
          deployment={deployment}
          conversation={conversation}
          target={target}
          draft={begun ? id : `new ${deployment}`}
          box={box}
          composer={composer}
          onRetry={look}
        />
      </>
    )
  }
}
