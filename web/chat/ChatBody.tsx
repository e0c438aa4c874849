import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'

import { useBounds } from '../session/actors.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { ChatAnnouncer } from './ChatAnnouncer.tsx'
import { ChatFacts } from './ChatFacts.tsx'
import { ChatNotices } from './ChatNotices.tsx'
import { Composer } from './Composer.tsx'
import type { ConversationAt } from './conversation.ts'
import { ConversationList } from './ConversationList.tsx'
import { ExportMenu } from './export/ExportMenu.tsx'
import { chatTargetQuery } from './queries.ts'
import { Transcript } from './Transcript.tsx'
import { takeUp, useChatKeys } from './useChatKeys.ts'
import { useConversation } from './useConversation.ts'
import { useStickToEnd } from './useStickToEnd.ts'

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
  const { away, toEnd } = useStickToEnd(box)
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
  useChatKeys({ composer, conversation, onBegin: () => onBegin(as) })
  const list = (
    <ConversationList at={at} onBegin={() => onBegin(as)} onGo={() => setListed(false)} />
  )
  const why = target.ok ? target.value.reason : target.error.message
  return (
    <>
      <PageHeader
        title={`Chat with ${deployment}`}
        action={
          <>
            <Button className="@5xl:hidden" onClick={() => setListed(true)}>
              Conversations
            </Button>
            <Button keys="N" aria-keyshortcuts="Shift+N" onClick={() => onBegin(as)}>
              New conversation
            </Button>
            <ExportMenu
              title={stored?.title ?? `Chat with ${deployment}`}
              sides={[
                {
                  deployment,
                  namespace,
                  persona: stored?.persona ?? as,
                  conversation: id,
                  target: known,
                  answers,
                },
              ]}
            />
          </>
        }
      >
        {stored?.title}
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 @5xl:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="flex min-w-0 flex-col @3xl:min-h-[calc(100dvh-16.5rem)] low:min-h-0">
          <ChatFacts
            target={known}
            stored={stored}
            answers={answers}
            as={as}
            onPersona={begun ? undefined : onBegin}
          />
          {state === 'gone' ? (
            <EmptyState
              title="This conversation is not here"
              action={<Button onClick={() => onBegin(as)}>New conversation</Button>}
            >
              It was deleted, or it belongs to another operator. Conversations are never shared
              between operators, not even by their address.
            </EmptyState>
          ) : (
            <>
              <Transcript conversation={conversation} target={known} box={box} />
              <div className="sticky bottom-9 z-5 mt-auto grid gap-2 bg-paper pt-2 pb-3">
                {away ? (
                  <div className="absolute inset-x-0 -top-10 grid justify-items-center">
                    <Button
                      size="sm"
                      onClick={() => {
                        toEnd()
                        // The button is gone with the press; the next thing is to write.
                        takeUp(composer.current)
                      }}
                    >
                      <Icon name="chevronDown" /> Newest
                    </Button>
                  </div>
                ) : null}
                <ChatNotices
                  conversation={conversation}
                  target={target}
                  onRetry={() => void refetch()}
                />
                <Composer
                  ref={composer}
                  conversation={conversation}
                  draft={begun ? id : `new ${deployment}`}
                  target={known}
                  whyNot={
                    known?.available === true ? undefined : (why ?? 'It cannot be asked now.')
                  }
                />
              </div>
            </>
          )}
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
}

const noPersonas: readonly string[] = []
