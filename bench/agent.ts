import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'

/**
 * An agent on kagent as the console asks it (A2A 0.3, kagent-adk 0.8.3): every question is answered by the
 * same number of pieces of text, which hold their number and the time they were sent, and then by the whole
 * text again, as ADK repeats it. Nobody gets a piece before `STREAMS` questions are open, and then one
 * stream begins after the other, so that what is measured is streaming and not the rush before it.
 */
const streams = Number(process.env['STREAMS'])
const pieces = Number(process.env['PIECES'])
const betweenMs = Number(process.env['BETWEEN_MS'])
const beginWithinMs = 2_000

interface Stream {
  response: ServerResponse
  ids: { taskId: string; contextId: string }
}

let waiting: Stream[] = []

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    if (request.url === '/version') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"kagent_version":"0.8.3"}')
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const contextId = /"contextId":"([^"]+)"/.exec(body)?.[1] ?? ''
    const stream = { response, ids: { taskId: randomUUID(), contextId } }
    send(stream, { kind: 'status-update', final: false, status: { state: 'working' } })
    waiting.push(stream)
    if (waiting.length < streams) return
    const together = waiting
    waiting = []
    for (const [at, each] of together.entries())
      setTimeout(() => answer(each, 0, ''), (at * beginWithinMs) / streams)
  })
})

function send({ response, ids }: Stream, event: object): void {
  const frame = { jsonrpc: '2.0', id: ids.taskId, result: { ...ids, ...event } }
  response.write(`data: ${JSON.stringify(frame)}\n\n`)
}

function answer(stream: Stream, piece: number, before: string): void {
  if (piece === pieces) {
    const artifact = { artifactId: randomUUID(), parts: [{ kind: 'text', text: before }] }
    send(stream, { kind: 'artifact-update', lastChunk: true, artifact })
    send(stream, { kind: 'status-update', final: true, status: { state: 'completed' } })
    stream.response.end()
    return
  }
  const text = `${piece} ${performance.timeOrigin + performance.now()}\n`
  const message = {
    kind: 'message',
    role: 'agent',
    messageId: randomUUID(),
    parts: [{ kind: 'text', text }],
    metadata: { kagent_adk_partial: true },
  }
  const metadata = { kagent_adk_partial: true }
  send(stream, {
    kind: 'status-update',
    final: false,
    status: { state: 'working', message },
    metadata,
  })
  setTimeout(() => answer(stream, piece + 1, before + text), betweenMs)
}

server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.info('ready'))
process.on('SIGTERM', () => process.exit(0))
