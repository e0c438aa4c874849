import type { RecordView, RegistryView } from '#bff'

import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { whyNoChat } from '../records/whyNoChat.ts'
import { Button } from '../ui/Button.tsx'

/** Leads to a conversation with a Deployment, or says why there can be none. */
export function ChatButton({
  record,
  registry,
  as,
  size = 'md',
  whyTo,
}: {
  record: RecordView
  registry: RegistryView
  as: string
  size?: 'sm' | 'md'
  /** Where a failed row explains itself, instead of offering a conversation. */
  whyTo?: string | undefined
}) {
  const { name, namespace } = record.object.metadata
  const small = size === 'sm'
  if (record.status?.phase === 'failed' && whyTo !== undefined) {
    return (
      <ActionLink small={small} to={whyTo}>
        Why?
      </ActionLink>
    )
  }
  const reason = whyNoChat(record, registry)
  if (reason === undefined) {
    return (
      <ActionLink
        small={small}
        to={paths.chat(name, { as, namespace })}
        label={`Chat with ${name}`}
      >
        Chat
      </ActionLink>
    )
  }
  return (
    <Button size={size} aria-label={`Chat with ${name}`} disabledReason={reason}>
      Chat
    </Button>
  )
}
