import type { McpReply, McpRequestBody } from '../../contract.ts'
import { answerView, resultOf } from '../answer.ts'
import { createLimiters } from '../limiter.ts'
import type { Mcp } from '../mcp.ts'
import { verdict } from '../verdict.ts'
import type { Trust } from '../verdict/token.ts'
import { wholeList } from './pages.ts'
import type { McpCaller } from './types.ts'

/** One MCP request other than a tool call. Throws what `Mcp.request` throws; a bad answer is a verdict. */
export type AskMcp = (caller: McpCaller, asked: Omit<McpRequestBody, 'as'>) => Promise<McpReply>

/** Lists, and the members under which they have their items (MCP 2025-11-25, schema). */
const members: Partial<Record<McpRequestBody['method'], string>> = {
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
}

interface Parts {
  mcp: Mcp
  clock: () => number
  trust: (gateway: string) => Promise<Trust | undefined>
  /** What a persona is called in sentences; its id where this is left out. */
  called?: (persona: string) => string
}

/** Of one operator at one gateway at the same time: completion asks while somebody types. */
const mostAtOnce = 16

export function createRequests(parts: Parts): AskMcp {
  const limited = createLimiters(mostAtOnce)
  const ask = asking(parts)
  return (caller, asked) =>
    limited(`${caller.signIn.operator.subject} ${caller.gateway}`, () => ask(caller, asked))
}

function asking({ mcp, clock, trust, called }: Parts): AskMcp {
  return async (caller, { method, params }) => {
    const member = members[method]
    const given = params === undefined ? {} : { params }
    // who names a page wants that page
    const { last, whole } =
      member === undefined || params?.['cursor'] !== undefined
        ? await mcp
            .request(caller, { method, label: labelOf(method, params), ...given })
            .then((outcome) => ({ last: outcome, whole: outcome }))
        : await wholeList(mcp, caller, { method, member, ...given })
    const known = last.message === null ? await trust(caller.gateway) : undefined
    const said = verdict(whole, {
      who: called?.(caller.persona) ?? caller.persona,
      asked: 'call',
      listed: 'unknown',
      claims: last.claims,
      now: clock(),
      ...(known === undefined ? {} : { trust: known }),
    })
    const result = resultOf(whole)
    return {
      ...answerView(last, said),
      gateway: caller.gateway,
      persona: caller.persona,
      method,
      ...(result === undefined ? {} : { result }),
    }
  }
}

/** "prompts/get args-prompt", "resources/read demo://resource/1". */
function labelOf(method: string, params: Record<string, unknown> = {}): string {
  const subject = params['name'] ?? params['uri'] ?? params['level']
  return typeof subject === 'string' ? `${method} ${subject.slice(0, 200)}` : method
}
