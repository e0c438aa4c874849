import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { type Clock, goTime, storedTime } from '../clock.ts'
import type { LogLine } from './adapter.ts'

/** As many lines as the registry's log route ever returns (agentregistry 84f7a5e9). */
const keptLines = 10_000

/** Something that runs: an HTTP server of its own with a health endpoint, and the lines it has written. */
export interface Process {
  /** Base address, `http://127.0.0.1:PORT/`. */
  endpoint: string
  lines: LogLine[]
  log(line: string, stream?: LogLine['stream']): void
  stop(): Promise<void>
}

/**
 * Starts a workload on a free loopback port: `GET /healthz` answers 200. Anything else is answered as an
 * agent without a model would: a JSON-RPC error that says what is missing.
 */
export async function startProcess(about: string[], clock: Clock): Promise<Process> {
  const lines: LogLine[] = []
  const log: Process['log'] = (line, stream = 'stdout') => {
    lines.push({ timestamp: goTime(storedTime(clock())), stream, line })
    if (lines.length > keptLines) lines.shift()
  }
  const server = createServer((request, response) => {
    answer(request, response)
    log(`${request.method} ${request.url} ${response.statusCode}`)
  })
  // A workload that nobody stops must not keep a finished registry alive.
  server.listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  for (const line of about) log(line)
  log(`listening on 127.0.0.1:${port}`)
  return {
    endpoint: `http://127.0.0.1:${port}/`,
    lines,
    log,
    stop: async () => {
      log('SIGTERM received, shutting down')
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (request.method === 'GET' && request.url === '/healthz') json(200, { status: 'ok' })
  else if (request.method === 'POST')
    json(200, {
      jsonrpc: '2.0',
      id: null,
      error: { code: -32_601, message: 'this workload answers health checks only' },
    })
  else json(404, { error: 'health is at /healthz' })
}
