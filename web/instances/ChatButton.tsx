import type { RecordView, RegistryView } from '#bff'

import { ActionLink } from '../records/ActionLink.tsx'
import { Button } from '../ui/Button.tsx'

/** Chat with a Deployment, or why not: the registry has none, it is not ready, or it is not here yet. */
export function ChatButton({
  record,
  registry,
  size = 'md',
  whyTo,
}: {
  record: RecordView
  registry: RegistryView
  size?: 'sm' | 'md'
  /** Where a failed row explains itself, instead of offering a conversation. */
  whyTo?: string | undefined
}) {
  const { name } = record.object.metadata
  if (record.status?.phase === 'failed' && whyTo !== undefined) {
    return (
      <ActionLink small to={whyTo}>
        Why?
      </ActionLink>
    )
  }
  return (
    <Button size={size} aria-label={`Chat with ${name}`} disabledReason={whyNot(record, registry)}>
      Chat
    </Button>
  )
}

function whyNot(record: RecordView, registry: RegistryView): string {
  const { chat } = registry.features
  if (!chat.available) return chat.reason ?? 'This registry has no chat.'
  if (record.origin === 'discovered')
    return 'It was found on the runtime; the registry cannot talk to it.'
  if (record.target?.kind === 'MCPServer')
    return 'An MCP server answers tool calls, not conversations.'
  return 'Conversations come with a later version of this console.'
}
