import { useState } from 'react'
import { Link } from 'react-router'

import type { ConversationSummary } from '#bff'

import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { RelativeTime } from '../ui/time.tsx'
import { DeleteConversation, RenameConversation } from './conversationDialogs.tsx'

/** One conversation: opens it, renames it, deletes it. */
export function ConversationRow({
  conversation,
  open,
  onGo,
  onDeleted,
}: {
  conversation: ConversationSummary
  open: boolean
  onGo: () => void
  onDeleted: () => void
}) {
  const [asking, setAsking] = useState<'rename' | 'delete' | null>(null)
  const { id, deployment, namespace, persona, title, lastAt, runs, running } = conversation
  const close = () => setAsking(null)
  return (
    <li
      className={`group relative rounded-control hover:bg-sunk ${open ? 'bg-sunk' : ''}`}
      data-running={running || undefined}
    >
      <Link
        to={paths.chat(deployment, { conversation: id, as: persona, namespace })}
        aria-current={open ? 'page' : undefined}
        onClick={onGo}
        className="block px-3 py-1.5 -outline-offset-3"
      >
        <span className={`block truncate ${open ? 'font-bold' : ''}`} title={title}>
          {title}
        </span>
        <span className="block truncate text-sm text-ink-2">
          {running ? (
            <b className="text-ink">answering now</b>
          ) : (
            <>
              <RelativeTime iso={lastAt} /> · {runs} {runs === 1 ? 'turn' : 'turns'}
            </>
          )}
          {persona === '' ? '' : ` · ${persona}`}
        </span>
      </Link>
      <span className="absolute right-1 bottom-1 flex rounded-control bg-sunk opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
        <Button
          variant="quiet"
          size="sm"
          aria-label={`Rename ${title}`}
          title="Rename"
          onClick={() => setAsking('rename')}
        >
          <Icon name="pencil" />
        </Button>
        <Button
          variant="quiet"
          size="sm"
          aria-label={`Delete ${title}`}
          title="Delete"
          onClick={() => setAsking('delete')}
        >
          <Icon name="trash" />
        </Button>
      </span>
      <RenameConversation conversation={conversation} open={asking === 'rename'} onClose={close} />
      <DeleteConversation
        conversation={conversation}
        open={asking === 'delete'}
        onClose={close}
        onDeleted={onDeleted}
      />
    </li>
  )
}
