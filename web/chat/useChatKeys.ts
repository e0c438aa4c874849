import { type RefObject, useEffect, useMemo } from 'react'

import { type Command, useCommands } from '../commands.ts'
import { useShortcuts } from '../shortcuts.ts'
import type { Conversation } from './useConversation.ts'

/** The keys and palette commands of a conversation: write, stop, begin anew. */
export function useChatKeys({
  composer,
  conversation: { running, stop },
  onBegin,
}: {
  composer: RefObject<HTMLTextAreaElement | null>
  conversation: Conversation
  onBegin: () => void
}): void {
  const offered = useMemo((): (Command & { keys: string })[] => {
    const group = 'Chat'
    const write = () => composer.current?.focus()
    return [
      { id: 'chat.write', keys: '/', label: 'Write a question', group, run: write },
      { id: 'chat.new', keys: 'N', label: 'New conversation', group, run: onBegin },
      ...(running
        ? [{ id: 'chat.stop', keys: '.', label: 'Stop the answer', group, run: stop }]
        : []),
    ]
  }, [composer, running, stop, onBegin])
  useShortcuts(offered)
  useCommands(offered)
  useEffect(() => {
    // A page that is opened to write on begins there, after the announcer has had its turn.
    const after = setTimeout(() => takeUp(composer.current))
    return () => clearTimeout(after)
  }, [composer])
}

/** Puts the hand where one writes; not on a touch screen, whose keyboard would cover what was said. */
export function takeUp(composer: HTMLTextAreaElement | null): void {
  if (matchMedia('(hover: hover)').matches) composer?.focus({ preventScroll: true })
}
