import { LRUCache } from 'lru-cache'

import type { ToolListView, ToolView, Verdict } from '../contract.ts'
import { lineageOf } from '../session/signIns.ts'
import { answerView, resultOf } from './answer.ts'
import type { Mcp } from './mcp.ts'
import { wholeList } from './mcp/pages.ts'
import type { McpCaller } from './mcp/types.ts'
import { verdict } from './verdict.ts'
import type { Trust } from './verdict/token.ts'
import { isRecord } from './wire.ts'

export interface Tools {
  /** All pages of tools/list as that persona. Throws what `Mcp.request` throws; a bad answer is a verdict. */
  list(caller: McpCaller): Promise<ToolListView>
  /** Whether the persona's list has the tool, from a list at most 60 s old. */
  listed(caller: McpCaller, tool: string): Promise<Verdict['listed']>
  /** Every list is read anew: what a gateway shows may have changed. */
  forget(): void
}

export interface ToolsParts {
  mcp: Mcp
  clock: () => number
  /** What is known of whom the gateway trusts, for explaining a 401. */
  trust: (gateway: string) => Promise<Trust | undefined>
  /** What a persona is called in sentences; its id where this is left out. */
  called?: (persona: string) => string
}

const listFreshMs = 60_000
const mostLists = 500

const nameOf = ({ signIn, gateway, persona }: McpCaller, account: string) =>
  `${lineageOf(signIn)} ${gateway} ${persona} ${account}`

export function createTools({ mcp, clock, trust, called }: ToolsParts): Tools {
  const names = new LRUCache<string, Promise<ReadonlySet<string> | null>>({
    max: mostLists,
    ttl: listFreshMs,
  })

  mcp.onListChanged(({ signIn, gateway, persona }) => {
    const theirs = `${lineageOf(signIn)} ${gateway} ${persona} `
    for (const key of names.keys()) if (key.startsWith(theirs)) names.delete(key)
  })

  async function list(caller: McpCaller): Promise<ToolListView> {
    const asked = { method: 'tools/list', member: 'tools' }
    const { last, whole } = await wholeList(mcp, caller, asked)
    const known = last.message === null ? await trust(caller.gateway) : undefined
    const said = verdict(whole, {
      who: called?.(caller.persona) ?? caller.persona,
      asked: 'list',
      listed: 'unknown',
      claims: last.claims,
      now: clock(),
      ...(known === undefined ? {} : { trust: known }),
    })
    const shown = said.outcome === 'allowed' ? resultOf(whole)?.['tools'] : undefined
    const usable = Array.isArray(shown) ? shown.flatMap(toolView) : []
    const listedNames = said.outcome === 'allowed' ? new Set(usable.map(({ name }) => name)) : null
    const key = nameOf(caller, last.account)
    if (listedNames) names.set(key, Promise.resolve(listedNames))
    else names.delete(key)
    return { persona: caller.persona, tools: usable, answer: answerView(last, said) }
  }

  async function fetchNames(caller: McpCaller): Promise<ReadonlySet<string> | null> {
    const { tools, answer } = await list(caller)
    return answer.verdict.outcome === 'allowed' ? new Set(tools.map(({ name }) => name)) : null
  }

  async function listed(caller: McpCaller, tool: string): Promise<Verdict['listed']> {
    const key = nameOf(caller, await mcp.account(caller))
    let known = names.get(key)
    if (known === undefined) {
      known = fetchNames(caller)
      names.set(key, known)
      known.catch(() => names.delete(key))
    }
    const found = await known
    if (found === null) return 'unknown'
    return found.has(tool) ? 'listed' : 'hidden'
  }

  return { list, listed, forget: () => names.clear() }
}

function toolView(value: unknown): ToolView[] {
  if (!isRecord(value) || typeof value['name'] !== 'string') return []
  const { name, title, description, inputSchema, outputSchema, annotations } = value
  return [
    {
      name,
      inputSchema: isRecord(inputSchema) ? inputSchema : {},
      ...(typeof title === 'string' ? { title } : {}),
      ...(typeof description === 'string' ? { description } : {}),
      ...(isRecord(outputSchema) ? { outputSchema } : {}),
      ...(isRecord(annotations) ? { annotations } : {}),
    },
  ]
}
