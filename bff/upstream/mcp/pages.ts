import type { Mcp } from '../mcp.ts'
import type { McpCaller, McpOutcome } from './types.ts'

export interface ListAsked {
  method: string
  /** Under which the results have their items: `tools`, `resources`. */
  member: string
  params?: Record<string, unknown>
}

/** As many as the MCP SDK follows; a gateway that goes on for longer is in a loop. */
const mostPages = 64
/** Of all pages together; one alone may have four million. */
const mostCharacters = 8_000_000

/**
 * All pages of a list, in one answer that has all their items; the last page's own answer where it has
 * none. Throws what `Mcp.request` throws.
 */
export async function wholeList(
  mcp: Pick<Mcp, 'request'>,
  caller: McpCaller,
  { method, member, params = {} }: ListAsked,
): Promise<{ last: McpOutcome; whole: McpOutcome }> {
  let items: unknown[] = []
  let characters = 0
  const seen = new Set<string>()
  let asked = params
  for (let page = 1; ; page++) {
    const label = page === 1 ? method : `${method} page ${page}`
    const last = await mcp.request(caller, { method, params: asked, label })
    const result = last.message?.result
    const found = result?.[member]
    if (result === undefined || !Array.isArray(found)) return { last, whole: last }
    items = items.concat(found)
    characters += last.body.length
    const next = result['nextCursor']
    const enough = page === mostPages || characters > mostCharacters
    if (typeof next !== 'string' || seen.has(next) || enough)
      return {
        last,
        whole: { ...last, message: { ...last.message, result: { ...result, [member]: items } } },
      }
    seen.add(next)
    asked = { ...params, cursor: next }
  }
}
