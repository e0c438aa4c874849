import { createServer, type RequestListener, type Server } from 'node:http'

import { type PortName, portVariable } from './ports.ts'
import type { LabService } from './service.ts'

/** A service on its port, which can be taken down and brought back for a demonstration. */
export interface Listening {
  url: string
  down(): Promise<void>
  up(): Promise<void>
  /** Breaks off every connection that is open now, in the middle of whatever it carries. */
  cut(): void
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1 only: the lab's passwords are known to everyone.
 * Rejects with one line that names the port and the variable that moves it when the port is taken.
 */
export async function serve(
  name: PortName,
  port: number,
  service: LabService,
  wrap: (handler: RequestListener) => RequestListener = (handler) => handler,
): Promise<Listening> {
  const server = createServer(wrap(service.handler))
  const listening: Listening = {
    url: `http://127.0.0.1:${port}`,
    down: () => stop(server),
    cut: () => server.closeAllConnections(),
    up: () => (server.listening ? Promise.resolve() : listen(server, name, port)),
    close: async () => {
      await stop(server)
      await service.close?.()
    },
  }
  await listen(server, name, port)
  return listening
}

const listen = (server: Server, name: PortName, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => reject(explain(cause, name, port))
    server.once('error', refuse)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refuse)
      resolve()
    })
  })

const explain = (cause: NodeJS.ErrnoException, name: PortName, port: number): Error =>
  cause.code === 'EADDRINUSE'
    ? new Error(
        `Port ${port} (${name}) is taken. Stop what uses it, or set ${portVariable(name)} to another port.`,
        { cause },
      )
    : new Error(`Port ${port} (${name}) cannot be used: ${cause.message}`, { cause })

function stop(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Open event streams would otherwise hold the port for as long as their client likes.
    server.closeAllConnections()
  })
}
