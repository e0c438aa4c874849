import { McpServer } from '@modelcontextprotocol/server'
import * as z from 'zod'

import type { LabService } from '../../service.ts'
import type { AllowList } from '../reading/allowList.ts'
import { NotConvertible } from '../reading/notConvertible.ts'
import { NotReadable, read } from '../reading/read.ts'
import { toReadable } from '../reading/readable.ts'
import { serveSse } from '../sse/serveSse.ts'
import { answerPage } from './pages.ts'

export interface MarkitdownOptions {
  /** Origins whose pages may be converted, such as its own. */
  allowed: AllowList
}

/**
 * `markitdown-mcp --sse`: one tool, over MCP's HTTP+SSE transport at `/sse`. `/pages/git-cheat-sheet.html`
 * and `.pdf` are something to convert.
 */
export const createMarkitdown = ({ allowed }: MarkitdownOptions): LabService =>
  serveSse({ create: () => createServer(allowed), page: answerPage })

function createServer(allowed: AllowList): McpServer {
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
        const text = await toReadable(await read(uri, allowed))
        return { content: [{ type: 'text', text }] }
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
  return `Error executing tool convert_to_markdown: ${known ? error.message : 'the page could not be converted; give another one'}`
}
