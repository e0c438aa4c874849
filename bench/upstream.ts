import { createServer } from 'node:http'

/**
 * What stands behind the proxies: `/mcp` answers 2,027 bytes of JSON at once, `/slow/mcp` answers any
 * JSON-RPC request after 150 ms, `/sse` sends one event 50 ms after the head with the time it was sent.
 */
const size = 2_027
const frame = (text: string) => `{"jsonrpc":"2.0","id":1,"result":{"tools":[],"text":"${text}"}}`
const answer = Buffer.from(frame('x'.repeat(size - frame('').length)))
const head = { 'content-type': 'application/json', 'content-length': size }
const slowMs = 150

const server = createServer((request, response) => {
  if (request.url === '/sse') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    setTimeout(() => response.end(`data: ${performance.timeOrigin + performance.now()}\n\n`), 50)
    return
  }
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    if (request.url === '/mcp') return void response.writeHead(200, head).end(answer)
    const id = /"id":(\d+)/.exec(body)?.[1] ?? '1'
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(`{"jsonrpc":"2.0","id":${id},"result":{"tools":[],"content":[]}}`)
    }, slowMs)
    return undefined
  })
})
server.keepAliveTimeout = 60_000
server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.info('ready'))
process.on('SIGTERM', () => process.exit(0))
