import { randomUUID } from 'node:crypto'

import type { CallRequest, CallView, TraceView } from '../contract.ts'
import { Problem } from '../problem.ts'
import { answerView, resultOf } from './answer.ts'
import type { History } from './history.ts'
import { createLimiters } from './limiter.ts'
import type { McpCaller } from './mcp/types.ts'
import type { Tools, ToolsParts } from './tools.ts'
import { verdict } from './verdict.ts'

type ToolCall = Omit<CallRequest, 'as'>

/** A trace that a gateway writes of one request: what the request carries so that it is the one, and what came. */
export interface TraceOfCall {
  headers: Record<string, string>
  /** Once the call is over. A sentence where the gateway told nothing of it. */
  read(): Promise<TraceView | string>
}

/**
 * Calls any name as that persona, listed or not, with the arguments as they are: judging them is the
 * gateway's and the server's business, and seeing them do it is what the console is for.
 */
export type CallTool = (caller: McpCaller, call: ToolCall) => Promise<CallView>

export interface CallsParts extends ToolsParts {
  tools: Tools
  history: History
  /** Begins to trace at a gateway. A Problem that it throws is why there is no trace; the call goes on. */
  traced?: (gateway: string, signal: AbortSignal) => Promise<TraceOfCall>
  /** Told of each call when it is over, with the beginning of its MCP session's id. Never throws. */
  made?: (caller: McpCaller, call: CallView, session?: string) => void
}

/** Calls of one operator at one gateway at the same time: enough for a row of personas, few enough not to be a load test. */
const mostAtOnce = 32

export function createCalls(parts: CallsParts): CallTool {
  const { mcp, tools, history, clock, trust, called } = parts
  // calls that wait for a person may wait for minutes, and nobody else is to wait for them
  const limited = createLimiters(mostAtOnce)

  async function traceOf(
    { gateway, signal }: McpCaller,
    { trace }: ToolCall,
  ): Promise<TraceOfCall | string | undefined> {
    if (trace !== true) return undefined
    try {
      const never = new AbortController().signal
      return (await parts.traced?.(gateway, signal ?? never)) ?? 'Nothing here can read its traces.'
    } catch (error) {
      if (error instanceof Problem) return error.message
      throw error
    }
  }

  async function callNow(caller: McpCaller, call: ToolCall): Promise<CallView> {
    const { tool } = call
    const listed = await tools.listed(caller, tool)
    const trace = await traceOf(caller, call)
    const asked = {
      method: 'tools/call',
      params: { name: tool, arguments: call.arguments },
      label: `tools/call ${tool}`,
      ...(call.call === undefined ? {} : { call: call.call }),
      ...(typeof trace === 'object' ? { headers: trace.headers } : {}),
    }
    const outcome = await mcp.request(caller, asked).catch((error: unknown) => {
      // others wait for their turn to trace there
      if (typeof trace === 'object') void trace.read().catch(() => undefined)
      throw error
    })
    const read = typeof trace === 'object' ? await trace.read() : trace
    const known = outcome.message === null ? await trust(caller.gateway) : undefined
    const said = verdict(outcome, {
      who: called?.(caller.persona) ?? caller.persona,
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
      ...(typeof read === 'object' ? { trace: read } : {}),
      ...(typeof read === 'string' ? { untraced: read } : {}),
    }
    await history.keep(caller.signIn.operator.subject, view)
    parts.made?.(caller, view, outcome.session)
    return view
  }

  return (caller, call) =>
    limited(`${caller.signIn.operator.subject} ${caller.gateway}`, () => callNow(caller, call))
}
