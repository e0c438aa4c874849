import type { ConversationSummary } from '#bff'

export interface ConversationGroup {
  label: 'Today' | 'Yesterday' | 'Older'
  conversations: ConversationSummary[]
}

/** By the day of their last word in the reader's own time, in the order given; groups without any are left out. */
export function groupsOf(
  conversations: readonly ConversationSummary[],
  now: Date,
): ConversationGroup[] {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).getTime()
  const groups: ConversationGroup[] = [
    { label: 'Today', conversations: [] },
    { label: 'Yesterday', conversations: [] },
    { label: 'Older', conversations: [] },
  ]
  for (const each of conversations) {
    const at = Date.parse(each.lastAt)
    groups[at >= today ? 0 : at >= yesterday ? 1 : 2]?.conversations.push(each)
  }
  return groups.filter((group) => group.conversations.length > 0)
}
