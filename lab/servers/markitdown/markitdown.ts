import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { McpServer } from '@modelcontextprotocol/server'
import * as z from 'zod'

import { openEventStream } from '../../http/eventStream.ts'
import { readText } from '../../http/readText.ts'
import type { LabService } from '../../service.ts'
import { NotConvertible, toMarkdown } from './convert.ts'
import { NotReadable, read } from './read.ts'
import { createSseTransport, type SseTransport } from './sseTransport.ts'

export interface MarkitdownOptions {
  /** Origins whose pages may be converted, such as its own. */
  allowed: readonly string[]
}

const page = new URL('pages/git-cheat-sheet.html', import.meta.url)

/**
 * `markitdown-mcp --sse`: one tool, over MCP's HTTP+SSE transport at `/sse` and `/messages/` (paths and
 * sentences are those of the Python SDK's SSE transport). `/pages/git-cheat-sheet.html` is something to convert.
 */
export function createMarkitdown({ allowed }: MarkitdownOptions): LabService {
  const sessions = new Map<string, SseTransport>()

  const open = async (response: ServerResponse): Promise<void> => {
    const id = randomBytes(16).toString('hex')
    const server = createServer(allowed)
    const stream = openEventStream(response, () => {
      sessions.delete(id)
      void server.close()
    })
    const transport = createSseTransport(stream)
    sessions.set(id, transport)
    await server.connect(transport)
    stream.send('endpoint', `/messages/?session_id=${id}`)
  }

  const post = async (request: IncomingMessage, id: string | null): Promise<[number, string]> => {
    if (id === null) return [400, 'session_id is required']
    const transport = sessions.get(id)
    if (transport === undefined) return [404, 'Could not find session']
    try {
      transport.receive(await readText(request, 4 * 1024 * 1024))
      return [202, 'Accepted']
    } catch {
      return [400, 'Could not parse message']
    }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://markitdown')
    const route = `${request.method} ${pathname}`
    if (route === 'GET /sse') return open(response)
    if (route === 'POST /messages/') {
      const [status, text] = await post(request, searchParams.get('session_id'))
      return void response.writeHead(status).end(text)
    }
    if (route === 'GET /pages/git-cheat-sheet.html')
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(await readFile(page))
    return void response.writeHead(404).end('Not Found')
  }

  return {
    handler: (request, response) => void answer(request, response).catch(() => response.destroy()),
    close: async () => {
      await Promise.all([...sessions.values()].map((transport) => transport.close()))
    },
  }
}

function createServer(allowed: readonly string[]): McpServer {
  const server = new McpServer({ name: 'markitdown', version: '1.0.0' })
  server.registerTool(
    'convert_to_markdown',
    {
      // The wording of markitdown-mcp.
      description:
        'Convert a resource described by an http:, https:, file: or data: URI to markdown',
      inputSchema: z.object({ uri: z.string() }),
    },
    async ({ uri }) => {
      try {
        return { content: [{ type: 'text', text: toMarkdown(await read(uri, allowed)) }] }
      } catch (error) {
        return { content: [{ type: 'text', text: explain(error) }], isError: true }
      }
    },
  )
  return server
}

/** As FastMCP words the failure of a tool. */
function explain(error: unknown): string {
  const known = error instanceof NotReadable || error instanceof NotConvertible
  return `Error executing tool convert_to_markdown: ${known ? error.message : 'the page could not be reached; look whether its server runs'}`
}
