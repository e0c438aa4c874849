import type { CelContext } from '../cel/expression.ts'
import { decide } from '../cel/rules.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Route } from '../core/model.ts'
import { permits } from './authorize.ts'
import type { Era } from './era.ts'
import type { Item } from './methods.ts'
import type { Relay } from './relay/relay.ts'

/** A message's way to the targets of a route, after all checks that concern the whole request. */
export interface Call {
  readonly exchange: Exchange
  /** The rules of now, also for a session that began under others. */
  readonly route: Route
  readonly relay: Relay
  readonly era: Era
  /** `jwt`, `request` and `source`; the item comes with each decision. */
  readonly context: CelContext
}

/**
 * Whether the route's MCP rules allow an item of a target, by its unprefixed name. Arguments, method and
 * session are absent from the context, as in the real gateway: a rule that reads `mcp.tool.arguments` is
 * never true.
 */
export const permitsItem = (call: Call, target: string, item: Item): boolean =>
  permits(call.exchange, call.route.mcpAuthorization, contextOf(call, target, item))

/** Whether a list may show an item: the same decision, which nobody hears of (75b4e6c: outside the trace). */
export const showsItem = (call: Call, target: string, item: Item): boolean =>
  decide(call.route.mcpAuthorization, contextOf(call, target, item)).allowed

const contextOf = ({ context }: Call, target: string, { type, name }: Item): CelContext => ({
  ...context,
  mcp: { [type]: { name, target } },
})

/** Notes what the call is about for log and metrics, before any rule runs: denials are counted too. */
export function noteItem(
  { exchange: { record } }: Call,
  target: string,
  { type, name }: Item,
): void {
  record['mcp.target'] = target
  record['mcp.resource.type'] = type
  if (type === 'tool') record['gen_ai.tool.name'] = name
  if (type === 'prompt') record['gen_ai.prompt.name'] = name
  if (type === 'resource') record['mcp.resource.uri'] = name
}
