import { useSuspenseQuery } from '@tanstack/react-query'

import { Button } from '../ui/Button.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useNow } from '../ui/useNow.ts'
import type { ConversationAt } from './conversation.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { groupsOf } from './groups.ts'
import { conversationsQuery } from './queries.ts'

/** The operator's conversations with this deployment, newest first. */
export function ConversationList({
  at: { deployment, namespace, conversation },
  onBegin,
  onGo,
}: {
  at: ConversationAt
  onBegin: () => void
  onGo: () => void
}) {
  const { data, refetch } = useSuspenseQuery(conversationsQuery({ deployment, namespace }))
  const day = new Date(useNow()).toDateString()
  if (!data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  const { conversations } = data.value
  return (
    <nav
      aria-label={`Conversations with ${deployment}`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4"
    >
      {conversations.length === 0 ? (
        <p className="text-sm text-ink-2">
          No conversation yet. Each is kept here, for you alone, until you delete it.
        </p>
      ) : null}
      {groupsOf(conversations, new Date(day)).map(({ label, conversations: group }) => (
        <section key={label} className="grid grid-cols-[minmax(0,1fr)] gap-1">
          <h2 className="px-3 text-sm text-ink-3">{label}</h2>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
            {group.map((each) => (
              <ConversationRow
                key={each.id}
                conversation={each}
                open={each.id === conversation}
                onGo={onGo}
                onDeleted={() => {
                  if (each.id === conversation) onBegin()
                }}
              />
            ))}
          </ul>
        </section>
      ))}
      {conversations.length === 0 ? null : (
        <Button
          size="sm"
          className="justify-self-start @5xl:hidden"
          onClick={() => {
            onGo()
            onBegin()
          }}
        >
          New conversation
        </Button>
      )}
    </nav>
  )
}
