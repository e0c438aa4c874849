import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'

import { getRequestListener } from '@hono/node-server'

import type { Console } from './app.ts'
import type { ProcessSettings } from './config/process.ts'

/** Bytes of request line and headers together; Node answers 431 beyond. */
const maxHeaderSize = 16_384
/** Milliseconds for the headers of a request to arrive, against connections that trickle. */
const headersTimeout = 10_000

export interface Listening {
  port: number
  /** Lets running answers end for `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** Throws an Error with one sentence when the port is taken. */
export async function listen(served: Console, settings: ProcessSettings): Promise<Listening> {
  const { hostname, port, tls } = settings
  const options = { maxHeaderSize, headersTimeout }
  const listener = listenerOf(served)
  const server = tls
    ? https.createServer({ ...options, ...tls }, listener)
    : http.createServer(options, listener)
  server.listen(port, hostname)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new Error(refused(cause, port), { cause })
  }
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close(graceMs) {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      await Promise.race([closed, pause(graceMs, undefined, { ref: false })])
      server.closeAllConnections()
    },
  }
}

function listenerOf({ app, lane }: Console): http.RequestListener {
  const usual = getRequestListener(app.fetch)
  return (incoming, outgoing) => {
    const taken = lane(incoming, outgoing)
    if (taken === false) void usual(incoming, outgoing)
    else void taken.then((done) => (done ? undefined : usual(incoming, outgoing)))
  }
}

function refused(cause: unknown, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another process. End it, or set PARALLAX_PORT to a free one.`
  if (code === 'EACCES')
    return `Port ${port} needs rights this process has not. Set PARALLAX_PORT to one above 1023.`
  return `Listening on port ${port} failed (${String(code)}).`
}
