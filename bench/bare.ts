import { createServer } from 'node:http'

import { Pool } from 'undici'

/**
 * The least that a proxy in Node can do: a body, a bearer token, an answer, over the same libraries as
 * the BFF, with no check, no record and no header of its own. What it cannot reach, nothing in Node can.
 */
const token = `Bearer ${'b'.repeat(900)}`
const pool = new Pool(process.env['UPSTREAM'] ?? '', { connections: 64, pipelining: 1 })

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const headers = ['authorization', token, 'content-type', 'application/json']
    const options = { method: 'POST', path: '/mcp', headers, body: Buffer.concat(chunks) } as const
    pool.dispatch(options, {
      onRequestStart: () => undefined,
      onResponseStart(_controller, status, { 'content-type': type, 'content-length': length }) {
        response.writeHead(status, {
          'content-type': String(type),
          'content-length': String(length),
        })
      },
      onResponseData: (_controller, chunk) => void response.write(chunk),
      onResponseEnd: () => void response.end(),
      onResponseError: () => void response.destroy(),
    })
  })
})
server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.info('ready'))
process.on('SIGTERM', () => process.exit(0))
