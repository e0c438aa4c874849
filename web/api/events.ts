import type { BffEvent } from '#bff'

import { createCell } from '../cell.ts'
import { ApiError } from './ApiError.ts'
import { applyEvent } from './applyEvent.ts'
import { lines } from './lines.ts'
import { pause } from './pause.ts'
import { queryClient } from './queryClient.ts'
import { readProblem } from './readProblem.ts'
import { tellSessionEnded } from './sessionEnded.ts'
import { sseParser } from './sse.ts'

/** Whether the event stream is open: the bottom strip says so when it is not. */
export const eventStreamLive = createCell(false)

/** The roots of every query that events keep current. */
const told = [
  'exchanges',
  'upstreams',
  'session',
  'registry',
  'records',
  'conversations',
  'conversation',
  'mcp',
  'audit',
]

/**
 * Follows `GET /bff/events` until `signal` is aborted and feeds the query cache. The browser's own
 * `EventSource` cannot send `X-CSRF`, so the stream is read with fetch. A lost connection is tried
 * again after 0.5, 1, 2 … at most 15 seconds; after each new connection the lists are read anew,
 * because what happened meanwhile was told to nobody. Ends by itself when the sign-in is over. `slide=false`:
 * listening is no sign that somebody sits there, so it does not prolong the sign-in.
 */
export async function followEvents(signal: AbortSignal): Promise<void> {
  let failures = 0
  let first = true
  while (!signal.aborted) {
    try {
      await readOnce(signal, () => {
        failures = 0
        for (const key of first ? ['exchanges'] : told) {
          void queryClient.invalidateQueries({ queryKey: [key] })
        }
        first = false
      })
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session_required') {
        tellSessionEnded(error.message)
        return
      }
    }
    eventStreamLive.set(false)
    failures += 1
    await pause(Math.min(15_000, 250 * 2 ** failures), signal)
  }
}

async function readOnce(signal: AbortSignal, opened: () => void): Promise<void> {
  const headers = { 'X-CSRF': '1', Accept: 'text/event-stream' }
  const response = await fetch('/bff/events?slide=false', { headers, cache: 'no-store', signal })
  if (!response.ok || !response.body) throw await readProblem(response)
  opened()
  eventStreamLive.set(true)
  const parse = sseParser()
  for await (const line of lines(response.body)) {
    const event = parse(line)
    // The contract names every event and the type of its data.
    if (event)
      applyEvent(queryClient, { event: event.event, data: JSON.parse(event.data) } as BffEvent)
  }
}
