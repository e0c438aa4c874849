import { McpServer } from '@modelcontextprotocol/server'
import * as z from 'zod'

import type { LabService } from '../../service.ts'
import type { AllowList } from '../reading/allowList.ts'
import { NotConvertible } from '../reading/notConvertible.ts'
import { NotReadable, read } from '../reading/read.ts'
import { toReadable } from '../reading/readable.ts'
import { serveSse } from '../sse/serveSse.ts'
import { answerPage } from './pages.ts'

export interface FetcherOptions {
  /** Origins that it fetches from, such as its own. */
  allowed: AllowList
}

export interface Fetcher extends LabService {
  /** How many calls reached the tool since start. */
  toolCalls(): number
}

/**
 * The website fetcher: one tool, over MCP's HTTP+SSE transport at `/sse`, and a few pages of its own for it
 * to fetch under `/pages/`. Name, tool and its wording are those of the fetcher in the Python SDK's examples.
 */
export function createFetcher({ allowed }: FetcherOptions): Fetcher {
  let calls = 0
  const create = (): McpServer => {
    const server = new McpServer({ name: 'mcp-website-fetcher', version: '1.0.0' })
    server.registerTool(
      'fetch',
      {
        title: 'Website Fetcher',
        description: 'Fetches a website and returns its content',
        inputSchema: z.object({ url: z.string().describe('URL to fetch') }),
      },
      async ({ url }) => {
        calls += 1
        try {
          const text = await toReadable(await read(url, allowed))
          return { content: [{ type: 'text', text }] }
        } catch (error) {
          return { content: [{ type: 'text', text: explain(error) }], isError: true }
        }
      },
    )
    return server
  }
  return { ...serveSse({ create, page: answerPage }), toolCalls: () => calls }
}

const explain = (error: unknown): string =>
  error instanceof NotReadable || error instanceof NotConvertible
    ? error.message
    : 'the page could not be read; try another one'
