import type { ChatEvent, NumberedEvent, RunRequest } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { send } from '../api/client.ts'
import { lines } from '../api/lines.ts'
import { pause } from '../api/pause.ts'
import { sseParser } from '../api/sse.ts'

/** Which run, and how to listen to it. */
export interface Followed {
  deployment: string
  conversation: string
  run: string
  as?: string | undefined
  namespace?: string | undefined
  /** Begins the run; without it the run is there already. */
  begin?: RunRequest
  /** The number of the last event that is known; 0 for all of them. */
  after: number
  signal: AbortSignal
  /** Told when the stream breaks off and when it is back. */
  link?: (state: 'live' | 'reconnecting') => void
}

/** Twice the interval of the server's keep-alive comments and a little more: the connection is dead. */
export const silenceMs = 40_000
const longestPauseMs = 10_000
/** After about four minutes of trying nobody should be told "reconnecting" any longer. */
const attempts = 30
/** A question that nobody took goes back to whoever asked it after seconds, not minutes. */
const beginnings = 4

/**
 * Yields the events of a run as they come, until its last one. A stream that breaks off or falls silent
 * (lost network, a laptop that slept, a server that restarts) is opened again after the last event that
 * came, so that none is lost or yielded twice. A beginning whose answer was lost is sent again under the
 * same run id; 409 then means that it had arrived, and it is followed.
 *
 * Throws the `ApiError` of the server where it refuses (the run is gone, the message too large), and
 * `no_answer` when it cannot be reached for minutes. Ends quietly when `signal` is aborted.
 */
export async function* follow(asked: Followed): AsyncGenerator<NumberedEvent, void, undefined> {
  const { signal, link } = asked
  let { after, begin } = asked
  let failures = 0
  while (!signal.aborted) {
    const silence = new AbortController()
    try {
      const response = await open(asked, begin, after, AbortSignal.any([signal, silence.signal]))
      begin = undefined
      link?.('live')
      for await (const numbered of frames(response, silence)) {
        if (numbered.id <= after) continue
        after = numbered.id
        failures = 0
        yield numbered
        if (isLast(numbered.event)) return
      }
    } catch (error) {
      if (signal.aborted) return
      if (isRefusal(error, begin !== undefined)) {
        if (error.status !== 409 || begin === undefined || failures === 0) throw error
        begin = undefined
      } else if (failures >= (begin ? beginnings : attempts)) {
        throw error instanceof ApiError ? error : ApiError.noAnswer(0, error)
      }
    }
    failures += 1
    link?.('reconnecting')
    await pause(Math.min(longestPauseMs, 250 * 2 ** Math.min(failures, 6)), signal)
  }
}

function open(
  { deployment, conversation, run, as, namespace }: Followed,
  begin: RunRequest | undefined,
  after: number,
  signal: AbortSignal,
): Promise<Response> {
  const headers = { Accept: 'text/event-stream' }
  return begin
    ? send('POST /bff/chat/:deployment/runs', {
        params: { deployment },
        query: { as, namespace },
        body: begin,
        headers,
        signal,
      })
    : send('GET /bff/chat/:deployment/runs/:run/events', {
        params: { deployment, run },
        query: { thread: conversation },
        headers: { ...headers, ...(after > 0 && { 'Last-Event-ID': String(after) }) },
        signal,
      })
}

/** The numbered frames of a stream. `silence` is aborted when not even a comment came for a while. */
async function* frames(response: Response, silence: AbortController) {
  if (!response.body) return
  let heardAt = Date.now()
  // By the clock and not by one long timer: those stand still while a laptop sleeps.
  const watch = setInterval(() => {
    if (Date.now() - heardAt > silenceMs) silence.abort()
  }, 1_000)
  try {
    const parse = sseParser()
    for await (const line of lines(response.body)) {
      heardAt = Date.now()
      const frame = parse(line)
      const id = Number(frame?.id)
      // The contract names every event; one that this page does not know is passed over by whoever reads it.
      if (frame && id > 0) yield { id, event: JSON.parse(frame.data) as ChatEvent }
    }
  } finally {
    clearInterval(watch)
  }
}

const isLast = ({ type }: ChatEvent) => type === 'RUN_FINISHED' || type === 'RUN_ERROR'

/** The server has answered and said no; a run that has begun may be asked for again where it is only for the moment. */
const isRefusal = (error: unknown, beginning: boolean): error is ApiError =>
  error instanceof ApiError &&
  error.code !== 'no_answer' &&
  (beginning || ![429, 502, 503, 504].includes(error.status))
