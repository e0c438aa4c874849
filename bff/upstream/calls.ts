import { randomUUID } from 'node:crypto'

import type { Config } from '../config/schema.ts'
import type { CallView } from '../contract.ts'
import { answerView, resultOf } from './answer.ts'
import type { History } from './history.ts'
import { createLimiter } from './limiter.ts'
import type { McpCaller } from './mcp.ts'
import type { Tools, ToolsParts } from './tools.ts'
import { verdict } from './verdict.ts'

interface ToolCall {
  tool: string
  arguments: Record<string, unknown>
}

/**
 * Calls any name as that persona, listed or not, with the arguments as they are: judging them is the
 * gateway's and the server's business, and seeing them do it is what the console is for.
 */
export type CallTool = (caller: McpCaller, call: ToolCall) => Promise<CallView>

export interface CallsParts extends ToolsParts {
  config: Config
  tools: Tools
  history: History
}

/** Calls at one gateway at the same time: enough for a row of personas, few enough not to be a load test. */
const mostAtOnce = 32

export function createCalls(parts: CallsParts): CallTool {
  const { mcp, tools, history, clock, trust } = parts
  const limiters = new Map(
    Object.keys(parts.config.gateways).map((id) => [id, createLimiter(mostAtOnce)]),
  )

  async function callNow(caller: McpCaller, call: ToolCall): Promise<CallView> {
    const { tool } = call
    const listed = await tools.listed(caller, tool)
    const outcome = await mcp.request(caller, {
      method: 'tools/call',
      params: { name: tool, arguments: call.arguments },
      label: `tools/call ${tool}`,
    })
    const known = outcome.message === null ? await trust(caller.gateway) : undefined
    const said = verdict(outcome, {
      who: caller.persona,
      asked: 'call',
      listed,
      claims: outcome.claims,
      now: clock(),
      ...(known === undefined ? {} : { trust: known }),
    })
    const result = resultOf(outcome)
    const view: CallView = {
      ...answerView(outcome, said),
      id: randomUUID(),
      gateway: caller.gateway,
      persona: caller.persona,
      tool,
      arguments: call.arguments,
      ...(result === undefined ? {} : { result }),
    }
    await history.keep(caller.signIn.operator.subject, view)
    return view
  }

  return (caller, call) => {
    const limit = limiters.get(caller.gateway)
    return limit ? limit(() => callNow(caller, call)) : callNow(caller, call)
  }
}
