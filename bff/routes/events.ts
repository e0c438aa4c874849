import { Hono } from 'hono'
import { stream } from 'hono/streaming'

import type { BffEvent } from '../contract.ts'
import type { AppEnv, Services } from '../env.ts'

/** What happens, as it happens, to one browser. Nothing is replayed: a browser that reconnects asks again. */
export const events = new Hono<AppEnv>()

const heartbeatMs = 15_000
/** Milliseconds after which the browser comes back (WHATWG HTML section 9.2.6). */
const retryMs = 1_000
/** A browser that reads slower than this many events behind starts anew. */
const mostPending = 1_000

events.get('/bff/events', (c) => {
  const { services, signIn } = c.var
  const free = services.streams.enter(signIn.operator.subject)
  c.header('content-type', 'text/event-stream')
  c.header('cache-control', 'no-cache, no-transform')
  c.header('x-accel-buffering', 'no')
  return stream(c, async (out) => {
    const ended = Promise.withResolvers<void>()
    let pending = 0
    const say = (text: string) => {
      pending += 1
      if (pending > mostPending) ended.resolve()
      void out.write(text).finally(() => (pending -= 1))
    }
    const send = ({ event, data }: BffEvent) => {
      say(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      if (event === 'signed_out') ended.resolve()
    }
    const end = () => ended.resolve()
    // its sign-in may get a new id while the stream is open; the hub keeps it up to date
    const { subject, groups } = signIn.operator
    const listener = { subject, groups, signIn: signIn.id, send }
    out.onAbort(end)
    services.closing.addEventListener('abort', end)
    if (services.closing.aborted) end()
    // some browsers settle a streaming fetch only when the first byte of the body is there
    say(':\n\n')
    const heartbeat = setInterval(() => {
      say(':\n\n')
      void stillSignedIn(services, listener.signIn).then((there) => there || end())
    }, heartbeatMs)
    const leave = services.hub.subscribe(listener)
    const rest = services.upstream.pulse.watch()
    const unwatch = services.upstream.registry.watch()
    await ended.promise
    clearInterval(heartbeat)
    services.closing.removeEventListener('abort', end)
    leave()
    rest()
    unwatch()
    free()
    // not awaited: a reader that has stalled would hold up whatever waits for this
    void out.write(`retry: ${retryMs}\n\n`)
  })
})

/** False when the record behind the cookie went away: signed out elsewhere, or expired. */
export async function stillSignedIn({ signIns }: Services, id: string): Promise<boolean> {
  try {
    return (await signIns.reread({ id })) !== null
  } catch {
    return true
  }
}
