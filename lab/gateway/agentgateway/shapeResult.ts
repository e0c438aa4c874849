import { isSuccess, type RpcMessage } from '../core/jsonrpc.ts'
import { UpstreamFailure } from '../core/upstream.ts'
import type { Method } from './methods.ts'
import type { Era } from './protocol.ts'

type Result = Record<string, unknown>

/** Members that only 2026-07-28 knows; a legacy client never sees them. */
const modernOnly = new Set(['resultType', 'ttlMs', 'cacheScope'])

/** agentgateway forbids shared caching of anything that an identity may see differently (75b4e6c). */
const uncached = { ttlMs: 0, cacheScope: 'private' }

/**
 * A result as the client gets it. Lists keep the items for which `permitted` is true, in upstream
 * order, and lose `nextCursor` and `_meta`: only the upstream's first page survives, as in the real one.
 * @throws UpstreamFailure for a list result without its list
 */
export function shapeResult(
  message: RpcMessage,
  method: Method,
  era: Era,
  permitted: (name: string) => boolean,
): RpcMessage {
  if (!isSuccess(message)) return message
  return { ...message, result: forEra(treat(message.result, method, permitted), method, era) }
}

function treat(result: Result, method: Method, permitted: (name: string) => boolean): Result {
  if (method.kind === 'empty') return {}
  if (method.kind !== 'list') return result
  const items = result[method.items]
  if (!Array.isArray(items))
    throw new UpstreamFailure(`http request failed: the result has no list "${method.items}"`)
  return { [method.items]: items.filter((item) => permitted(nameOf(item, method.key))) }
}

function forEra(result: Result, method: Method, era: Era): Result {
  if (era === 'legacy')
    return Object.fromEntries(Object.entries(result).filter(([key]) => !modernOnly.has(key)))
  const cacheable = method.kind === 'list' || ('cacheable' in method && method.cacheable)
  return { resultType: 'complete', ...result, ...(cacheable && uncached) }
}

/** An item without a name cannot be matched by any rule on names; it is judged as ''. */
function nameOf(item: unknown, key: string): string {
  if (typeof item !== 'object' || item === null) return ''
  const name: unknown = Reflect.get(item, key)
  return typeof name === 'string' ? name : ''
}
