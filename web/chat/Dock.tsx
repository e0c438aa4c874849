import { type RefObject, useEffect } from 'react'

import type { ChatTarget } from '#bff'

import type { Answer as Answered } from '../records/answer.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ChatNotices } from './ChatNotices.tsx'
import { Composer } from './Composer.tsx'
import { takeUp } from './useChatKeys.ts'
import type { Conversation } from './useConversation.ts'
import { useStickToEnd } from './useStickToEnd.ts'

/** What stays at the foot of the page while the answers move: what must be known now, and where one writes. */
export function Dock({
  deployment,
  conversation,
  target,
  draft,
  box,
  composer,
  onRetry,
}: {
  deployment: string
  conversation: Conversation
  target: Answered<ChatTarget>
  /** Under which name the draft is kept. */
  draft: string
  /** The list of answers. */
  box: RefObject<HTMLElement | null>
  composer: RefObject<HTMLTextAreaElement | null>
  /** Looks for the deployment again. */
  onRetry: () => void
}) {
  const { away, toEnd } = useStickToEnd(box)
  const { running } = conversation
  useEffect(() => {
    // Stop and Approve are gone with what they ended; the keyboard would begin at the top of the page.
    if (!running && document.activeElement === document.body) takeUp(composer.current)
  }, [running, composer])
  return (
    <div className="sticky bottom-9 z-5 mt-auto grid grid-cols-[minmax(0,1fr)] gap-2 bg-paper pt-2 pb-3">
      {away ? (
        <Button
          size="sm"
          className="justify-self-center"
          onClick={() => {
            toEnd()
            takeUp(composer.current)
          }}
        >
          <Icon name="chevronDown" /> Newest
        </Button>
      ) : null}
      <ChatNotices
        deployment={deployment}
        conversation={conversation}
        target={target}
        onRetry={onRetry}
      />
      <Composer
        ref={composer}
        conversation={conversation}
        draft={draft}
        target={target.ok ? target.value : undefined}
        whyNot={whyNot(target)}
      />
    </div>
  )
}

function whyNot(target: Answered<ChatTarget>): string | undefined {
  if (!target.ok) return target.error.message
  const { available, reason } = target.value
  return available ? undefined : (reason ?? 'It cannot be asked now.')
}
