import type { Context } from 'hono'
import { stream } from 'hono/streaming'

import type { AppEnv } from '../env.ts'
import { framesOf } from '../upstream/chat/frames.ts'
import type { RunEvents } from '../upstream/chat/runEvents.ts'
import { stillSignedIn } from './events.ts'

const keepAliveMs = 15_000
/** A client that has not taken what was sent by then is cut off; it comes back where it was. */
const stalledMs = 30_000
/** For the first byte; and milliseconds after which a client comes back (WHATWG HTML section 9.2.6). */
const beginning = ':\nretry: 1000\n\n'

/**
 * Sends the events of a run after `after`, until it ends, the client goes, or nobody is signed in any
 * more. Each client reads at its own pace out of what all share, so that a slow one costs nothing. Where
 * there is nothing to say, a comment keeps it open. `free` is called once, at its end.
 */
export function sendEvents(
  c: Context<AppEnv>,
  events: RunEvents,
  after: number,
  free: () => void,
): Response {
  const { services, signIn, requestId } = c.var
  const { hub, closing, log } = services
  c.header('content-type', 'text/event-stream')
  c.header('cache-control', 'no-cache, no-transform')
  c.header('x-accel-buffering', 'no')
  const answer: Parameters<typeof stream>[1] = async (out) => {
    const over = new AbortController()
    const left = Promise.withResolvers<void>()
    const end = () => {
      over.abort()
      left.resolve()
    }
    let writing = false
    const say = async (text: string) => {
      writing = true
      const stalled = setTimeout(() => {
        end()
        c.env.outgoing.destroy()
      }, stalledMs)
      await Promise.race([out.write(text), left.promise])
      clearTimeout(stalled)
      writing = false
    }
    // its sign-in may get a new id while the stream is open; the hub keeps it up to date
    const listener = {
      subject: signIn.operator.subject,
      signIn: signIn.id,
      send: ({ event }: { event: string }) => void (event === 'signed_out' && end()),
    }
    const leave = hub.subscribe(listener)
    const keepAlive = setInterval(() => {
      if (!writing) void say(':\n\n')
      void stillSignedIn(services, listener.signIn).then((there) => there || end())
    }, keepAliveMs)
    out.onAbort(end)
    closing.addEventListener('abort', end)
    if (closing.aborted) end()
    try {
      await say(beginning)
      for await (const frames of framesOf(events, after, over.signal)) await say(frames)
    } finally {
      clearInterval(keepAlive)
      closing.removeEventListener('abort', end)
      leave()
      free()
    }
  }
  return stream(c, answer, async (err) => log.error({ requestId, err }, 'the events broke off'))
}
