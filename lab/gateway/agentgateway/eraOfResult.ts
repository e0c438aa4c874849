import { isSuccess, type RpcMessage } from '../core/jsonrpc.ts'
import type { Era } from './era.ts'
import type { Method } from './methods.ts'

/** Members that only 2026-07-28 knows; a legacy client never sees them. */
const modernOnly = new Set(['resultType', 'ttlMs', 'cacheScope'])

/** agentgateway forbids shared caching of anything that an identity may see differently (75b4e6c). */
const uncached = { ttlMs: 0, cacheScope: 'private' }

/** Messages as a client of an era knows them; only results differ. */
export async function* forEra(
  messages: AsyncIterable<RpcMessage>,
  method: Method,
  era: Era,
): AsyncGenerator<RpcMessage> {
  const cacheable =
    method.kind === 'list' ||
    method.kind === 'discover' ||
    ('cacheable' in method && method.cacheable)
  for await (const message of messages) {
    if (!isSuccess(message)) yield message
    else if (era === 'modern')
      yield {
        ...message,
        result: { resultType: 'complete', ...message.result, ...(cacheable && uncached) },
      }
    else
      yield {
        ...message,
        result: Object.fromEntries(
          Object.entries(message.result).filter(([key]) => !modernOnly.has(key)),
        ),
      }
  }
}
