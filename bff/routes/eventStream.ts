import { once } from 'node:events'

import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'

import type { BffEvent } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { framesOf } from '../upstream/chat/frames.ts'
import type { RunEvents } from '../upstream/chat/runEvents.ts'
import { stillSignedIn } from './events.ts'

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}
/** For the first byte; and milliseconds after which a client comes back (WHATWG HTML section 9.2.6). */
const beginning = ':\nretry: 1000\n\n'
const keepAliveMs = 15_000

/**
 * Sends the events of a run after `after`, until it ends, the client goes, or nobody is signed in any
 * more. Each client reads at its own pace out of what all share, so that a slow one costs nothing; one that
 * takes nothing for fifteen seconds is cut off, and comes back where it was. A comment keeps a silent
 * stream open. Written to Node's own response, as hundreds of these are open at a time.
 */
export async function sendEvents(
  c: Context<AppEnv>,
  events: RunEvents,
  after: number,
): Promise<Response> {
  const { services, signIn, requestId } = c.var
  const { outgoing } = c.env
  const over = new AbortController()
  const end = () => over.abort()
  let written = 0
  let writtenBefore = 0
  // its sign-in may get a new id while the stream is open; the hub keeps it up to date
  const listener = {
    subject: signIn.operator.subject,
    signIn: signIn.id,
    send: ({ event }: BffEvent) => void (event === 'signed_out' && end()),
  }
  const keepAlive = setInterval(() => {
    if (!outgoing.writableNeedDrain) outgoing.write(':\n\n')
    else if (written === writtenBefore) outgoing.destroy()
    writtenBefore = written
    void stillSignedIn(services, listener.signIn).then((there) => there || end())
  }, keepAliveMs)
  const leave = services.hub.subscribe(listener)
  outgoing.once('close', end)
  services.closing.addEventListener('abort', end)
  if (services.closing.aborted || outgoing.destroyed) end()
  try {
    outgoing.writeHead(200, headers).write(beginning)
    for await (const frames of framesOf(events, after, over.signal)) {
      written += 1
      if (!outgoing.write(frames))
        await once(outgoing, 'drain', { signal: over.signal }).catch(() => undefined)
    }
  } catch (error) {
    services.log.error({ requestId, err: error }, 'the events broke off')
  } finally {
    clearInterval(keepAlive)
    services.closing.removeEventListener('abort', end)
    leave()
    outgoing.end()
  }
  return RESPONSE_ALREADY_SENT
}
