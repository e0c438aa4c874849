import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'

const folder = new URL('pages/', import.meta.url)

/** The names under `/pages/`, which are files beside this one. */
const names = ['index.html', 'tool-gateway.html', 'sse-transport.html', 'opening-hours.txt']

/** Serves the fetcher's own pages, and `/get`, which shows a request to whoever made it; true where it did. */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  if (request.method !== 'GET') return false
  if (url.pathname === '/get') {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(`${JSON.stringify(echo(request, url), null, 2)}\n`)
    return true
  }
  const name = url.pathname.replace(/^\/pages\/$/, '/pages/index.html').replace(/^\/pages\//, '')
  if (!names.includes(name)) return false
  const type = name.endsWith('.html') ? 'text/html' : 'text/plain'
  response
    .writeHead(200, { 'content-type': `${type}; charset=utf-8` })
    .end(await readFile(new URL(name, folder)))
  return true
}

/** The members of httpbin's `/get`, which the demonstrations of this server fetch. */
const echo = (request: IncomingMessage, url: URL) => ({
  args: Object.fromEntries(url.searchParams),
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [titled(name), String(value)]),
  ),
  origin: request.socket.remoteAddress ?? '',
  url: url.href,
})

const titled = (name: string): string =>
  name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
