import { type MCPClient, createMCPClient } from '@ai-sdk/mcp'
import type { Tool, ToolSet } from 'ai'

import type { AgentLog } from './agent.ts'
import { plainResult, resultText } from './mcpResult.ts'
import { type Toolbox, ToolsUnavailable } from './toolbox.ts'

/**
 * Connects to the MCP server that an agent answers from.
 * @throws ToolsUnavailable when it does not answer or does not speak MCP
 */
export async function openKnowledge(
  url: string,
  signal: AbortSignal,
  log: AgentLog,
): Promise<Toolbox> {
  try {
    const client = await createMCPClient({
      transport: { type: 'http', url },
      clientName: 'lab-agent',
      initializationOptions: { signal, timeout: 10_000 },
      onUncaughtError: (error) => log(`knowledge base: ${messageOf(error)}`),
    })
    const tools = await listTools(client, signal)
    const named = Object.entries(tools).map(([name, tool]) => [name, cleaned(tool)])
    return {
      tools: Object.fromEntries(named) as ToolSet, // fromEntries forgets what the values are
      askFirst: {},
      close: () => client.close(),
    }
  } catch (error) {
    signal.throwIfAborted()
    log(`knowledge base ${url}: ${messageOf(error)}`)
    throw new ToolsUnavailable(
      `The knowledge base at ${url} cannot be reached (${messageOf(error)}). Start it, or name another one in SOLO_KB_MCP_URL of the Deployment.`,
      { cause: error },
    )
  }
}

/** Lists the tools; an abort, which the client does not hear here, closes it and with it the request. */
async function listTools(client: MCPClient, signal: AbortSignal) {
  const close = () => void client.close()
  signal.addEventListener('abort', close, { once: true })
  try {
    return await client.tools()
  } catch (error) {
    await client.close()
    throw error
  } finally {
    signal.removeEventListener('abort', close)
  }
}

/** A tool whose result is only what MCP defines, and whose failures the model is told of as failures. */
function cleaned(tool: Tool): Tool {
  const { execute } = tool
  if (!execute) return tool
  return {
    ...tool,
    execute: async (args, options) => plainResult(await execute(args, options)),
    toModelOutput: (given) => {
      const result = plainResult(given.output)
      if (result.isError) return { type: 'error-text', value: resultText(result) }
      return tool.toModelOutput?.(given) ?? { type: 'text', value: resultText(result) }
    },
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
