import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import { onTestFinished } from 'vitest'

export interface Served {
  origin: string
  /** Method and path of every request, in order. */
  requests: string[]
  close: () => Promise<void>
}

/** A server on a free port of 127.0.0.1 that ends with the test. */
export async function serve(listener: RequestListener): Promise<Served> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  return { origin: `http://127.0.0.1:${port}`, requests, close }
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** A port of 127.0.0.1 on which nobody listens. */
export async function deadOrigin(): Promise<string> {
  const { origin, close } = await serve(() => undefined)
  await close()
  return origin
}
