import type { CelContext } from '../cel/expression.ts'
import type { Exchange } from '../core/exchange.ts'
import type { McpTarget, Route } from '../core/model.ts'
import { permits } from './authorize.ts'
import type { Item, ResourceType } from './methods.ts'
import type { Era } from './protocol.ts'

/** A message's way to one target of a route, after all checks that concern the whole request. */
export interface Call {
  readonly exchange: Exchange
  readonly route: Route
  readonly target: McpTarget
  readonly era: Era
  /** `jwt`, `request` and `source`; the item comes with each decision. */
  readonly context: CelContext
}

/**
 * Whether the route's MCP rules allow an item. Arguments, method and session are absent from the
 * context, as in the real gateway: a rule that reads `mcp.tool.arguments` is never true.
 */
export function permitsItem(call: Call, type: ResourceType, name: string): boolean {
  const mcp = { [type]: { name, target: call.target.name } }
  return permits(call.exchange, call.route.mcpAuthorization, { ...call.context, mcp })
}

/** Notes what the call is about for log and metrics, before any rule runs: denials are counted too. */
export function noteItem({ exchange: { record }, target }: Call, { type, name }: Item): void {
  record['mcp.target'] = target.name
  record['mcp.resource.type'] = type
  if (type === 'tool') record['gen_ai.tool.name'] = name
  if (type === 'prompt') record['gen_ai.prompt.name'] = name
  if (type === 'resource') record['mcp.resource.uri'] = name
}
