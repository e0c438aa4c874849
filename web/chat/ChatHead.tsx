import type { ChatTarget } from '#bff'

import { Button } from '../ui/Button.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import type { ConversationAt } from './conversation.ts'
import { ExportMenu } from './export/ExportMenu.tsx'
import type { Conversation } from './useConversation.ts'

/** With whom one talks, the conversation's name, and what can be done with it as a whole. */
export function ChatHead({
  at: { deployment, namespace, as, conversation: id },
  conversation: { answers, stored },
  target,
  onBegin,
  onList,
}: {
  at: ConversationAt
  conversation: Conversation
  target: ChatTarget | undefined
  onBegin: () => void
  /** Opens the list of conversations, where there is no room beside the answers. */
  onList: () => void
}) {
  const title = `Chat with ${deployment}`
  return (
    <PageHeader
      title={title}
      action={
        <>
          <Button className="@5xl:hidden" onClick={onList}>
            Conversations
          </Button>
          <Button keys="N" aria-keyshortcuts="Shift+N" onClick={onBegin}>
            New conversation
          </Button>
          <ExportMenu
            title={stored?.title ?? title}
            sides={[
              {
                deployment,
                namespace,
                persona: stored?.persona ?? as,
                conversation: id,
                target,
                answers,
              },
            ]}
          />
        </>
      }
    >
      {stored?.title}
    </PageHeader>
  )
}
