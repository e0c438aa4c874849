import { useQuery } from '@tanstack/react-query'

import type { McpAsk } from '#bff'

import { eventStreamLive } from '../api/events.ts'
import { useCell } from '../cell.ts'
import { asksQuery } from './fromServer.ts'

/**
 * The questions that servers wait to have answered, oldest first. They are read once the event stream is open,
 * so that none is missed between the two.
 */
export function useOpenAsks(): McpAsk[] {
  const live = useCell(eventStreamLive)
  const { data = [] } = useQuery({ ...asksQuery, enabled: live })
  return data.filter(({ state }) => state === 'open').toSorted((a, b) => a.at.localeCompare(b.at))
}
